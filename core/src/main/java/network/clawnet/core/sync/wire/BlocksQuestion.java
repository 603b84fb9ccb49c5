package network.clawnet.core.sync.wire;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;

/** Question of {@code blocks/1}. */
public sealed interface BlocksQuestion {
  /** Largest encoded size in bytes. */
  int MAX_BYTES = 33;

  /**
   * Blocks by height. The answer may hold fewer, but at least the first, and ends at a block that
   * has a certificate; it holds more if none of those asked for has one.
   *
   * @param count 1 to {@link BlockRange#MAX_BLOCKS}
   */
  record Range(long from, int count) implements BlocksQuestion {
    public Range {
      if (count < 1 || count > BlockRange.MAX_BLOCKS) {
        throw new IllegalArgumentException("blocks: " + count);
      }
    }

    /** Returns the height of the last block asked for. */
    public long to() {
      return from + count - 1;
    }
  }

  /** One final block by its hash. */
  record ByHash(Hash hash) implements BlocksQuestion {}

  /** Returns u8 kind 1, u64 from, u16 count; or u8 kind 2, hash. */
  default byte[] encode() {
    ByteWriter out = new ByteWriter(MAX_BYTES);
    if (this instanceof Range it) {
      out.u8(1).u64(it.from()).u16(it.count());
    } else {
      out.u8(2).raw(((ByHash) this).hash().bytes());
    }
    return out.toBytes();
  }

  /** Reads what {@link #encode} wrote and nothing else. */
  static BlocksQuestion decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    int kind = in.u8();
    BlocksQuestion question =
        switch (kind) {
          case 1 -> range(in.u64(), in.u16());
          case 2 -> new ByHash(Hash.of(in.raw(Hash.BYTES)));
          default -> throw new DecodeException("a question of kind " + kind);
        };
    in.end();
    return question;
  }

  private static Range range(long from, int count) throws DecodeException {
    if (count < 1 || count > BlockRange.MAX_BLOCKS) {
      throw new DecodeException("blocks: " + count);
    }
    return new Range(from, count);
  }
}
