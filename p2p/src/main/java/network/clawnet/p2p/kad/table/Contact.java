package network.clawnet.p2p.kad.table;

import java.util.List;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * A peer, its point and where it can be dialed.
 *
 * @param addrs at most {@link #MAX_ADDRS}; empty if only an open connection leads there
 */
public record Contact(PeerId id, KadKey key, List<Multiaddr> addrs) {
  /** Addresses kept of one peer; more only make answers large. */
  public static final int MAX_ADDRS = 8;

  public Contact {
    addrs =
        addrs.size() > MAX_ADDRS ? List.copyOf(addrs.subList(0, MAX_ADDRS)) : List.copyOf(addrs);
  }

  /** Returns the contact of a peer, whose point is computed. */
  public static Contact of(PeerId id, List<Multiaddr> addrs) {
    return new Contact(id, KadKey.of(id), addrs);
  }
}
