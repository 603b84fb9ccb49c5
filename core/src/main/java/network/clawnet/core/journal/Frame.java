package network.clawnet.core.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The header of one stored record. Layout: docs/protocol/journal.md, section 2.
 *
 * @param at offset of the frame in the segment
 * @param twin offset of the other copy, 0 if there is none
 * @param length bytes of payload
 */
record Frame(int at, int twin, int length, byte type, Rank rank) {
  /** Bytes before the payload. */
  static final int HEADER_BYTES = 48;

  /** Most records of one group. */
  static final int MAX_GROUP_RECORDS = 4096;

  private static final int MAGIC = 0x434a7231;
  private static final int ALIGN = 8;
  private static final int CRC_FROM = 8;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  static int size(int payloadBytes) {
    return (HEADER_BYTES + payloadBytes + ALIGN - 1) / ALIGN * ALIGN;
  }

  int size() {
    return size(length);
  }

  int end() {
    return at + size();
  }

  boolean isVote() {
    return twin != 0;
  }

  /** Returns the record that lies at {@link #at} of the segment. */
  Stored stored(byte[] segment) {
    return new Stored(rank.lsn(), new Entry(type, payload(segment), isVote()));
  }

  byte[] payload(byte[] segment) {
    return Arrays.copyOfRange(segment, at + HEADER_BYTES, at + HEADER_BYTES + length);
  }

  /** Returns the header of the other copy. */
  Frame otherCopy() {
    return new Frame(twin, at, length, type, rank);
  }

  /**
   * Appends the frame to {@code out}, which holds zeros where it has not been written.
   *
   * @param payload {@link #length} bytes
   */
  void write(ByteBuffer out, long segmentId, byte[] payload) {
    int start = out.position();
    out.putInt(MAGIC).putInt(0).putInt(length).putInt(at).putInt(twin);
    out.putShort((short) rank.index()).putShort((short) rank.count());
    out.putLong(rank.group()).putLong(rank.lsn()).putLong(tag(segmentId, type));
    out.put(payload);
    out.putInt(start + 4, crc(out.array(), out.arrayOffset() + start, length));
    out.position(start + size());
  }

  /** Returns the frame that begins at {@code at}, if one is whole there. */
  static Optional<Frame> find(byte[] segment, int at, int end, long segmentId) {
    if (end - at < HEADER_BYTES || (int) INT.get(segment, at) != MAGIC) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(segment, at, HEADER_BYTES);
    in.getInt();
    int crc = in.getInt();
    int length = in.getInt();
    int place = in.getInt();
    int twin = in.getInt();
    int index = in.getShort() & 0xffff;
    int count = in.getShort() & 0xffff;
    Rank rank = new Rank(in.getLong(), index, count, in.getLong());
    long tag = in.getLong();
    boolean fits = length >= 0 && length <= end - at - HEADER_BYTES && place == at;
    if (!fits || crc(segment, at, length) != crc || tag >>> Byte.SIZE != segmentId >>> Byte.SIZE) {
      return Optional.empty();
    }
    return Optional.of(new Frame(at, twin, length, (byte) tag, rank));
  }

  private static long tag(long segmentId, byte type) {
    return (segmentId & ~0xffL) | (type & 0xffL);
  }

  private static int crc(byte[] bytes, int start, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, start + CRC_FROM, HEADER_BYTES - CRC_FROM + length);
    return (int) crc.getValue();
  }
}
