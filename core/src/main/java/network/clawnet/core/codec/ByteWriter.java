package network.clawnet.core.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grows a big-endian byte string. One owner thread. */
public final class ByteWriter {
  private byte[] buffer;
  private int size;

  public ByteWriter() {
    this(128);
  }

  /**
   * @param capacity expected size in bytes
   */
  public ByteWriter(int capacity) {
    buffer = new byte[capacity];
  }

  public ByteWriter u8(int value) {
    reserve(1);
    buffer[size++] = (byte) value;
    return this;
  }

  public ByteWriter u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  public ByteWriter u32(int value) {
    return u16(value >>> 16).u16(value);
  }

  public ByteWriter u64(long value) {
    return u32((int) (value >>> 32)).u32((int) value);
  }

  /** Appends the bytes alone; the reader must know the length. */
  public ByteWriter raw(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
    return this;
  }

  /** Appends a u32 length and the bytes. */
  public ByteWriter bytes(byte[] bytes) {
    return u32(bytes.length).raw(bytes);
  }

  /** Appends a u32 length and the UTF-8 bytes. */
  public ByteWriter text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public int size() {
    return size;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(buffer, size);
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(size, more)));
    }
  }
}
