package network.clawnet.p2p.kad.machine;

import java.util.List;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;

/** Addresses that peers have proven or signed themselves; the host's peer store. */
@FunctionalInterface
public interface AddressBook {
  /** Returns what is known, best first; empty if nothing is. Called on the DHT's thread. */
  List<Multiaddr> addresses(PeerId peer);
}
