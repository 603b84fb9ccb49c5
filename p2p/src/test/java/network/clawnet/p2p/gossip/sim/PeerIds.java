package network.clawnet.p2p.gossip.sim;

import java.nio.ByteBuffer;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;

/** Names for peers that never sign. */
public final class PeerIds {
  private PeerIds() {}

  /** Returns the id of a peer by number. */
  public static PeerId of(int number) {
    return PeerId.of(PublicKey.of(ByteBuffer.allocate(PublicKey.BYTES).putInt(28, number).array()));
  }

  /** Returns the number of such a peer. */
  public static int numberOf(PeerId peer) {
    return ByteBuffer.wrap(peer.ed25519().orElseThrow().bytes()).getInt(28);
  }
}
