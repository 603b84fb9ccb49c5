package network.clawnet.p2p.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import network.clawnet.core.codec.DecodeException;

/**
 * Reads the fields of one protobuf message in their order on the wire. A field whose value is not
 * asked for is skipped, so unknown ones cost nothing; groups are refused. Every length is checked
 * against what is left and against the caller's limit before anything is allocated.
 *
 * <pre>
 *   while (in.next()) {
 *     switch (in.field()) {
 *       case 1 -> id = in.bytes(64);
 *       case 2 -> sequence = in.varint();
 *       default -> {}
 *     }
 *   }
 * </pre>
 */
public final class ProtoReader {
  /** Longest varint in protobuf: negative numbers take all of it. */
  private static final int MAX_VARINT_BYTES = 10;

  private static final int MAX_FIELD = (1 << 29) - 1;

  private final ByteBuffer in;
  private int field;
  private WireType type = WireType.NONE;

  /** What the value of a field looks like; NONE once it was read. */
  private enum WireType {
    VARINT,
    FIXED64,
    LENGTH,
    FIXED32,
    NONE
  }

  /** Reads from the array, which must not change meanwhile. */
  public ProtoReader(byte[] message) {
    this(ByteBuffer.wrap(message));
  }

  /** Reads a view of what is left in the buffer and leaves its position alone. */
  public ProtoReader(ByteBuffer message) {
    in = message.slice();
  }

  /** Goes to the next field; false at the end of the message. */
  public boolean next() throws DecodeException {
    skip();
    if (!in.hasRemaining()) {
      return false;
    }
    long tag = Uvarint.read(in, MAX_VARINT_BYTES);
    long number = tag >>> 3;
    if (number < 1 || number > MAX_FIELD) {
      throw new DecodeException("field number out of range");
    }
    field = (int) number;
    type =
        switch ((int) (tag & 7)) {
          case 0 -> WireType.VARINT;
          case 1 -> WireType.FIXED64;
          case 2 -> WireType.LENGTH;
          case 5 -> WireType.FIXED32;
          default -> throw new DecodeException("field " + field + " is a group or unknown");
        };
    return true;
  }

  /** Returns the number of the current field. */
  public int field() {
    return field;
  }

  /** Reads the field as 64 bits: negative for a negative int32 or int64, or a uint64 from 2^63. */
  public long varint() throws DecodeException {
    take(WireType.VARINT);
    return Uvarint.read(in, MAX_VARINT_BYTES);
  }

  /** Reads the field as uint64 below 2^63. */
  public long count() throws DecodeException {
    long value = varint();
    if (value < 0) {
      throw new DecodeException("field " + field + " is out of range");
    }
    return value;
  }

  /** Reads the field as an int32, uint32 or enum; what lies beyond 32 bits is cut off. */
  public int int32() throws DecodeException {
    return (int) varint();
  }

  /** Reads the field as a bool: everything but 0 is true. */
  public boolean bool() throws DecodeException {
    return varint() != 0;
  }

  /**
   * Reads the field as bytes.
   *
   * @param limit largest size in bytes that is accepted
   */
  public byte[] bytes(int limit) throws DecodeException {
    byte[] out = new byte[length(limit)];
    in.get(out);
    return out;
  }

  /**
   * Reads the field as a view of the message, without copying.
   *
   * @param limit largest size in bytes that is accepted
   */
  public ByteBuffer slice(int limit) throws DecodeException {
    int length = length(limit);
    ByteBuffer out = in.slice(in.position(), length);
    in.position(in.position() + length);
    return out;
  }

  /**
   * Reads the field as strict UTF-8.
   *
   * @param limit largest size in bytes that is accepted
   */
  public String text(int limit) throws DecodeException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(slice(limit)).toString();
    } catch (CharacterCodingException e) {
      throw new DecodeException("field " + field + " is not UTF-8");
    }
  }

  /**
   * Opens the field as a message.
   *
   * @param limit largest size in bytes that is accepted
   */
  public ProtoReader message(int limit) throws DecodeException {
    return new ProtoReader(slice(limit));
  }

  private int length(int limit) throws DecodeException {
    take(WireType.LENGTH);
    int length = Uvarint.readLength(in, limit);
    need(length);
    return length;
  }

  private void take(WireType expected) throws DecodeException {
    if (type != expected) {
      throw new DecodeException("field " + field + " has another wire type");
    }
    type = WireType.NONE;
  }

  private void skip() throws DecodeException {
    switch (type) {
      case VARINT -> Uvarint.read(in, MAX_VARINT_BYTES);
      case FIXED64 -> jump(8);
      case LENGTH -> jump(Uvarint.readLength(in, in.remaining()));
      case FIXED32 -> jump(4);
      case NONE -> {}
    }
    type = WireType.NONE;
  }

  private void jump(int bytes) throws DecodeException {
    need(bytes);
    in.position(in.position() + bytes);
  }

  private void need(int bytes) throws DecodeException {
    if (in.remaining() < bytes) {
      throw new DecodeException("field " + field + " is cut short");
    }
  }
}
