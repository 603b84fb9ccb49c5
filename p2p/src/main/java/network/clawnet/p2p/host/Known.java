package network.clawnet.p2p.host;

import java.util.List;
import network.clawnet.p2p.identify.Identity;

/**
 * What a connected peer has said of itself.
 *
 * @param agent program and version; empty before it has said so
 * @param protocols what it accepts, sorted; empty before it has said so
 */
record Known(String agent, List<String> protocols) {
  static final Known NOTHING = new Known("", List.of());

  /** Returns this, changed by what the peer says now; what it does not mention stays. */
  Known with(Identity said) {
    List<String> spoken =
        said.protocols().isEmpty() ? protocols : said.protocols().stream().sorted().toList();
    return new Known(said.agent().orElse(agent), spoken);
  }

  boolean speaks(String protocol) {
    return protocols.contains(protocol);
  }
}
