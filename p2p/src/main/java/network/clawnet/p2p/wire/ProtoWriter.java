package network.clawnet.p2p.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Grows one protobuf message, field by field in the order of the calls. Writes what it is told,
 * defaults included: whether a field is left out decides the caller. One owner thread.
 */
public final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int LENGTH = 2;

  private byte[] buffer;
  private int size;

  /** Starts an empty message. */
  public ProtoWriter() {
    this(64);
  }

  /**
   * @param capacity expected size in bytes
   */
  public ProtoWriter(int capacity) {
    buffer = new byte[capacity];
  }

  /**
   * Appends an integer.
   *
   * @param value negative ones take ten bytes, as int32 and int64 do
   */
  public ProtoWriter varint(int field, long value) {
    tag(field, VARINT);
    return uvarint(value);
  }

  /** Appends a bool. */
  public ProtoWriter bool(int field, boolean value) {
    return varint(field, value ? 1 : 0);
  }

  /** Appends bytes. */
  public ProtoWriter bytes(int field, byte[] value) {
    return bytes(field, ByteBuffer.wrap(value));
  }

  /** Appends what is left in the buffer and leaves its position alone. */
  public ProtoWriter bytes(int field, ByteBuffer value) {
    int length = value.remaining();
    tag(field, LENGTH);
    uvarint(length);
    reserve(length);
    value.get(value.position(), buffer, size, length);
    size += length;
    return this;
  }

  /** Appends text as UTF-8. */
  public ProtoWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends a message. */
  public ProtoWriter message(int field, ProtoWriter value) {
    return bytes(field, ByteBuffer.wrap(value.buffer, 0, value.size));
  }

  /** Returns the size so far in bytes. */
  public int size() {
    return size;
  }

  /** Returns a copy of the message. */
  public byte[] toBytes() {
    return Arrays.copyOf(buffer, size);
  }

  /** Returns the message behind its length, as it goes onto a stream. */
  public byte[] toPrefixed() {
    ByteBuffer out = ByteBuffer.allocate(Uvarint.size(size) + size);
    Uvarint.write(size, out);
    return out.put(buffer, 0, size).array();
  }

  private void tag(int field, int type) {
    uvarint((long) field << 3 | type);
  }

  private ProtoWriter uvarint(long value) {
    int bytes = Uvarint.size(value);
    reserve(bytes);
    Uvarint.write(value, ByteBuffer.wrap(buffer, size, bytes));
    size += bytes;
    return this;
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(size, more)));
    }
  }
}
