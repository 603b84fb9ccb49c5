package network.clawnet.core.light.ask;

import java.time.Duration;
import network.clawnet.core.identity.PeerId;

/** What happens to a peer whose answer is proved false: it is not spoken to for a day. */
final class Liars {
  private static final Duration BAN = Duration.ofHours(24);
  private final LightParts parts;
  private final FullNodes nodes;

  Liars(LightParts parts, FullNodes nodes) {
    this.parts = parts;
    this.nodes = nodes;
  }

  void caught(PeerId peer, String what) {
    nodes.remove(peer);
    parts.peers().control().ban(peer, BAN, "false answer to a light node");
    parts.listener().lied().told(peer.text(), what);
  }
}
