package network.clawnet.core.chain.rows;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;

/**
 * The last final block of a database.
 *
 * @param finalView view whose certificate made it final; 0 for block 0
 * @param epoch epoch of that certificate
 */
public record Head(Hash chainId, long height, Hash hash, long epoch, long finalView) {
  byte[] encode() {
    return new ByteWriter(88)
        .raw(chainId.bytes())
        .u64(height)
        .raw(hash.bytes())
        .u64(epoch)
        .u64(finalView)
        .toBytes();
  }

  /** Reads a stored head. */
  public static Head decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    Head head =
        new Head(
            Hash.of(in.raw(Hash.BYTES)), in.u64(), Hash.of(in.raw(Hash.BYTES)), in.u64(), in.u64());
    in.end();
    return head;
  }
}
