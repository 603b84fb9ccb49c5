package network.clawnet.p2p.kad.message;

import java.util.List;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * A peer as a message names it: a claim until the peer was dialed.
 *
 * @param addrs at most {@link KadCodec#MAX_ADDRS}
 */
public record KadPeer(PeerId id, List<Multiaddr> addrs, Reachability reachability) {
  public KadPeer {
    addrs = List.copyOf(addrs);
  }

  /** Names a peer without a hint. */
  public KadPeer(PeerId id, List<Multiaddr> addrs) {
    this(id, addrs, Reachability.NOT_CONNECTED);
  }
}
