package network.clawnet.core.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link ByteWriter} wrote. Every length is checked against what is left before anything
 * is allocated.
 */
public final class ByteReader {
  private final ByteBuffer in;

  public ByteReader(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  public ByteReader(byte[] bytes, int offset, int length) {
    in = ByteBuffer.wrap(bytes, offset, length);
  }

  public int u8() throws DecodeException {
    need(1);
    return in.get() & 0xff;
  }

  public int u16() throws DecodeException {
    need(2);
    return in.getShort() & 0xffff;
  }

  /** Reads a u32 that must fit a non-negative int. */
  public int u32() throws DecodeException {
    need(4);
    int value = in.getInt();
    if (value < 0) {
      throw new DecodeException("32-bit value out of range");
    }
    return value;
  }

  /** Reads a u64 that must fit a non-negative long. */
  public long u64() throws DecodeException {
    need(8);
    long value = in.getLong();
    if (value < 0) {
      throw new DecodeException("64-bit value out of range");
    }
    return value;
  }

  public byte[] raw(int length) throws DecodeException {
    need(length);
    byte[] out = new byte[length];
    in.get(out);
    return out;
  }

  /**
   * Reads a u32 length and that many bytes.
   *
   * @param limit largest length in bytes that is accepted
   */
  public byte[] bytes(int limit) throws DecodeException {
    int length = u32();
    if (length > limit) {
      throw new DecodeException("length " + length + " over the limit of " + limit);
    }
    return raw(length);
  }

  /**
   * Reads a u32 length and that many bytes of strict UTF-8.
   *
   * @param limit largest length in bytes that is accepted
   */
  public String text(int limit) throws DecodeException {
    byte[] bytes = bytes(limit);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new DecodeException("text is not UTF-8");
    }
  }

  public int remaining() {
    return in.remaining();
  }

  /**
   * Ends the reading.
   *
   * @throws DecodeException if bytes are left over
   */
  public void end() throws DecodeException {
    if (in.hasRemaining()) {
      throw new DecodeException(in.remaining() + " trailing bytes");
    }
  }

  private void need(int bytes) throws DecodeException {
    if (bytes < 0 || in.remaining() < bytes) {
      throw new DecodeException("truncated: need " + bytes + " bytes, have " + in.remaining());
    }
  }
}
