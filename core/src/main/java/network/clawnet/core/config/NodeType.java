package network.clawnet.core.config;

import java.util.Locale;
import java.util.Optional;

/** How much of the ledger a node keeps. */
public enum NodeType {
  /** Keeps and executes the whole ledger. */
  FULL,
  /** Keeps headers only and asks others for proofs. */
  LIGHT;

  /** Returns the name used in configuration and answers, in lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<NodeType> parse(String text) {
    for (NodeType type : values()) {
      if (type.text().equals(text)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
