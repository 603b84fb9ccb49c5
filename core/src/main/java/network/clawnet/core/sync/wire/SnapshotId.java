package network.clawnet.core.sync.wire;

import network.clawnet.core.block.Header;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;

/**
 * Names the state after the last block of an epoch.
 *
 * @param epoch that ended
 * @param height of its last block
 * @param block hash of that block
 */
public record SnapshotId(long epoch, long height, Hash block) {
  /** Encoded size in bytes. */
  public static final int BYTES = 16 + Hash.BYTES;

  /** Returns the name of the state after a block that ends an epoch. */
  public static SnapshotId of(Header header) {
    return new SnapshotId(header.epoch(), header.height(), header.hash());
  }

  void writeTo(ByteWriter out) {
    out.u64(epoch).u64(height).raw(block.bytes());
  }

  static SnapshotId read(ByteReader in) throws DecodeException {
    return new SnapshotId(in.u64(), in.u64(), Hash.of(in.raw(Hash.BYTES)));
  }
}
