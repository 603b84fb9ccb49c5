package network.clawnet.core.sync.wire;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Where a node stands; question and answer of {@code status/1} alike.
 *
 * @param chainId of its network; another one is no peer of ours
 * @param oldestBody height of the oldest block whose body it gives
 * @param head its newest final block; null for one that has block 0 only
 */
public record StatusMessage(Hash chainId, long oldestBody, @Nullable CertifiedHeader head) {
  /** Largest encoded size in bytes. */
  public static final int MAX_BYTES = CertifiedHeader.MAX_BYTES + 64;

  private static final int VERSION = 1;

  /** Returns u16 version, chain id, u64 oldest body, u8 whether a head follows, the head. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(1024).u16(VERSION).raw(chainId.bytes()).u64(oldestBody);
    CertifiedHeader own = head;
    out.u8(own == null ? 0 : 1);
    if (own != null) {
      own.writeTo(out);
    }
    return out.toBytes();
  }

  /** Reads what {@link #encode} wrote and nothing else. */
  public static StatusMessage decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    int version = in.u16();
    if (version != VERSION) {
      throw new DecodeException("status of version " + version);
    }
    Hash chainId = Hash.of(in.raw(Hash.BYTES));
    long oldestBody = in.u64();
    int present = in.u8();
    if (present > 1) {
      throw new DecodeException("a flag of " + present);
    }
    CertifiedHeader head = present == 1 ? CertifiedHeader.read(in) : null;
    in.end();
    return new StatusMessage(chainId, oldestBody, head);
  }
}
