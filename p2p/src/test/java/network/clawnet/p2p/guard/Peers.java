package network.clawnet.p2p.guard;

import java.nio.ByteBuffer;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;

/** Peers by number. */
final class Peers {
  private Peers() {}

  static PeerId peer(int number) {
    byte[] multihash = ByteBuffer.allocate(6).put((byte) 0).put((byte) 4).putInt(number).array();
    try {
      return PeerId.ofMultihash(multihash);
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }
}
