package network.clawnet.core.config;

import java.util.Locale;
import java.util.Optional;

/** The networks that a node may belong to; each is defined by its genesis. */
public enum Network {
  /** The public network with Tokens of value; needs a genesis file. */
  MAINNET,
  /** A public network for trials; needs a genesis file. */
  TESTNET,
  /** A network of one's own: the node writes the genesis at its first start. */
  LOCAL;

  /** Returns the name used in configuration and answers, in lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Network> parse(String text) {
    for (Network network : values()) {
      if (network.text().equals(text)) {
        return Optional.of(network);
      }
    }
    return Optional.empty();
  }
}
