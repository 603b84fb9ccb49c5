package network.clawnet.core.config;

import java.nio.file.Path;

/**
 * What kind of node this is and where it keeps the ledger.
 *
 * @param dataDir directory of the databases and the journal, absolute
 */
public record NodeSection(NodeType type, Path dataDir) {
  public NodeSection {
    if (!dataDir.isAbsolute()) {
      throw new IllegalArgumentException("node.dataDir must be absolute: " + dataDir);
    }
  }
}
