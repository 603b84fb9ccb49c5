package network.clawnet.p2p.wire;

import java.nio.ByteBuffer;
import network.clawnet.core.codec.DecodeException;

/**
 * The unsigned varint of multiformats: seven bits a byte, low group first, in the shortest form and
 * at most {@link #MAX_BYTES} long.
 */
public final class Uvarint {
  /** Longest form in bytes: 63 bits, so that no value is negative. */
  public static final int MAX_BYTES = 9;

  private Uvarint() {}

  /**
   * Returns the size of a value's form in bytes.
   *
   * @param value taken as unsigned: up to 10 bytes, for protobuf allows all 64 bits
   */
  public static int size(long value) {
    return (Math.max(1, 64 - Long.numberOfLeadingZeros(value)) + 6) / 7;
  }

  /**
   * Reads a value of 0 or more.
   *
   * @throws DecodeException if it is cut short, too long, or not in the shortest form
   */
  public static long read(ByteBuffer in) throws DecodeException {
    return read(in, MAX_BYTES);
  }

  /**
   * Reads a length.
   *
   * @param limit largest value that is accepted
   */
  public static int readLength(ByteBuffer in, int limit) throws DecodeException {
    long length = read(in);
    if (length > limit) {
      throw new DecodeException("length " + length + " over the limit of " + limit);
    }
    return (int) length;
  }

  /** Appends a value of 0 or more; the target must have room for {@link #size}. */
  public static void write(long value, ByteBuffer out) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  /** Returns the form of a value of 0 or more. */
  public static byte[] encode(long value) {
    byte[] out = new byte[size(value)];
    write(value, ByteBuffer.wrap(out));
    return out;
  }

  /** Returns the bytes behind their length. */
  public static byte[] prefixed(byte[] bytes) {
    ByteBuffer out = ByteBuffer.allocate(size(bytes.length) + bytes.length);
    write(bytes.length, out);
    return out.put(bytes).array();
  }

  /**
   * @param maxBytes 9, or 10 for the 64 bits of protobuf
   */
  static long read(ByteBuffer in, int maxBytes) throws DecodeException {
    long value = 0;
    for (int i = 0; i < maxBytes; i++) {
      if (!in.hasRemaining()) {
        throw new DecodeException("varint cut short");
      }
      byte b = in.get();
      if (i == 9 && (b & 0xff) > 1) {
        throw new DecodeException("varint of more than 64 bits");
      }
      value |= (long) (b & 0x7f) << (7 * i);
      if (b >= 0) {
        if (b == 0 && i > 0) {
          throw new DecodeException("varint not in its shortest form");
        }
        return value;
      }
    }
    throw new DecodeException("varint of more than " + maxBytes + " bytes");
  }
}
