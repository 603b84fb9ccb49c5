package network.clawnet.core.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What kind of node this is and where it keeps the ledger.
 *
 * @param dataDir directory of the databases and the journal, absolute
 * @param join how it gets the present state when it is behind
 * @param checkpoint the end of an epoch that the operator trusts, as EPOCH:HASH, or {@code
 *     genesis}; null for none
 * @param prune days for which blocks are kept whole; 0 for ever
 */
public record NodeSection(
    NodeType type, Path dataDir, JoinMode join, @Nullable String checkpoint, int prune) {
  /** Most days that blocks can be kept for; 0 days are for ever. */
  public static final int MAX_PRUNE_DAYS = 3_650;

  public NodeSection {
    if (!dataDir.isAbsolute()) {
      throw new IllegalArgumentException("node.dataDir must be absolute: " + dataDir);
    }
  }

  /** How a node that is behind gets the present state. */
  public enum JoinMode {
    /** By a snapshot when it is far behind, else by blocks. */
    AUTO,
    /** As AUTO, and a new ledger always by a snapshot. */
    SNAPSHOT,
    /** By executing every block. */
    BLOCKS;

    /** Returns the word in configuration files. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<JoinMode> parse(String text) {
      for (JoinMode mode : values()) {
        if (mode.text().equals(text)) {
          return Optional.of(mode);
        }
      }
      return Optional.empty();
    }
  }
}
