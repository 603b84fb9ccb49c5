package network.clawnet.core.sync.wire;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.set.ValidatorSet;

/**
 * The passage from one epoch to the next.
 *
 * @param last the last block of the epoch, certified by the epoch's set
 * @param next the set of the epoch after it, whose hash the block names
 */
public record EpochLink(CertifiedHeader last, ValidatorSet next) {
  static final int MAX_SET_BYTES = 2 + ValidatorSet.MAX_SIZE * 40;

  /** Largest encoded size in bytes. */
  public static final int MAX_BYTES = CertifiedHeader.MAX_BYTES + MAX_SET_BYTES + 4;

  /** Returns true if it says of itself that it ends the epoch and names the next set. */
  public boolean isCoherent() {
    return last.header().lastOfEpoch()
        && last.header().outcome().nextValidatorsHash().equals(next.hash());
  }

  void writeTo(ByteWriter out) {
    last.writeTo(out);
    out.bytes(next.encode());
  }

  static EpochLink read(ByteReader in) throws DecodeException {
    CertifiedHeader last = CertifiedHeader.read(in);
    return new EpochLink(last, ValidatorSet.decode(in.bytes(MAX_SET_BYTES)));
  }
}
