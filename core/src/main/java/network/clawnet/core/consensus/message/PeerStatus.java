package network.clawnet.core.consensus.message;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;

/**
 * Where a sender stands; rides on every message, so that those ahead can free those behind. A claim
 * only: nothing is believed because of it.
 *
 * @param epoch active epoch
 * @param view current view
 * @param finalizedHeight height of the last final block
 */
public record PeerStatus(long epoch, long view, long finalizedHeight) {
  /** Encoded size in bytes. */
  public static final int BYTES = 24;

  /** Returns true if a node at {@code other} can tell this one something new. */
  public boolean isBehind(PeerStatus other) {
    if (epoch != other.epoch) {
      return epoch < other.epoch;
    }
    return view < other.view || finalizedHeight < other.finalizedHeight;
  }

  void writeTo(ByteWriter out) {
    out.u64(epoch).u64(view).u64(finalizedHeight);
  }

  static PeerStatus read(ByteReader in) throws DecodeException {
    return new PeerStatus(in.u64(), in.u64(), in.u64());
  }
}
