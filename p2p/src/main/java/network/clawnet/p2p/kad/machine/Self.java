package network.clawnet.p2p.kad.machine;

import java.util.List;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.table.KadKey;
import network.clawnet.p2p.multiaddr.Multiaddr;

/** Who this node is and where it can be reached; the addresses change. */
final class Self {
  final PeerId id;
  final KadKey key;
  private List<Multiaddr> addrs = List.of();

  Self(PeerId id) {
    this.id = id;
    this.key = KadKey.of(id);
  }

  void addrs(List<Multiaddr> announced) {
    addrs = List.copyOf(announced);
  }

  KadPeer peer() {
    return new KadPeer(id, addrs);
  }
}
