package network.clawnet.p2p.discovery;

import java.util.List;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;

/** What the machine wants done. */
public sealed interface MdnsEffect {
  /** Send the packet to the group, on every interface. */
  record Send(byte[] packet) implements MdnsEffect {}

  /**
   * Somebody on the wire says that this peer is there; a claim until it was dialed.
   *
   * @param addrs 1 to {@link Mdns#MAX_ADDRS}, without the peer at the end
   */
  record Found(PeerId peer, List<Multiaddr> addrs) implements MdnsEffect {}
}
