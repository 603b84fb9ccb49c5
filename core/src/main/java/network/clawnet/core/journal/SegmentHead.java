package network.clawnet.core.journal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.zip.CRC32C;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.PublicKey;

/**
 * What stands at the head of every segment, twice. Layout: docs/protocol/journal.md, section 3.
 *
 * @param firstLsn LSN of the first record of the segment; every earlier one is in an earlier
 *     segment or in {@code cut}
 * @param epochHeader the latest epoch header written before this segment
 */
record SegmentHead(
    Link link,
    int segmentBytes,
    long firstLsn,
    long firstGroup,
    Birth birth,
    Optional<Stored> epochHeader,
    Cut cut) {
  /** Largest payload of an epoch header in bytes. */
  static final int MAX_EPOCH_HEADER_BYTES = 2048;

  private static final int MAGIC = 0x434a6831;
  private static final int VERSION = 1;
  private static final int MAX_CUT_BYTES = Frame.MAX_GROUP_RECORDS / Byte.SIZE;

  /**
   * Where a segment stands among the others.
   *
   * @param journal random number of the journal, equal in all its segments
   * @param number position, from 1
   * @param id random, low byte 0; every record of the segment carries it
   * @param previous id of the segment before, 0 for the first
   */
  record Link(long journal, int number, long id, long previous) {}

  /** Returns exactly {@link SegmentLayout#HEAD_BYTES}. */
  byte[] encode() {
    ByteWriter out = new ByteWriter(SegmentLayout.HEAD_BYTES);
    out.u16(VERSION).u32(segmentBytes);
    out.u64(link.journal).u32(link.number).u64(link.id).u64(link.previous);
    out.u64(firstLsn).u64(firstGroup);
    out.u64(birth.timeMs()).raw(birth.consensusPub().bytes()).u8(birth.keyBorn() ? 1 : 0);
    out.u8(epochHeader.isPresent() ? 1 : 0);
    epochHeader.ifPresent(
        it -> out.u64(it.lsn()).u8(it.entry().type()).bytes(it.entry().payload()));
    out.u64(cut.firstLsn()).u32(cut.count()).bytes(cut.kept().toByteArray());
    byte[] body = out.toBytes();
    byte[] frame = new ByteWriter().u32(MAGIC).u32(crc(body)).bytes(body).toBytes();
    return Arrays.copyOf(frame, SegmentLayout.HEAD_BYTES);
  }

  /** Returns the head at {@code offset}, if it is whole there. */
  static Optional<SegmentHead> find(byte[] segment, int offset) {
    ByteReader in = new ByteReader(segment, offset, SegmentLayout.HEAD_BYTES);
    try {
      boolean magic = in.u32() == MAGIC;
      int crc = (int) unsigned(in);
      byte[] body = in.bytes(SegmentLayout.HEAD_BYTES);
      return magic && crc(body) == crc ? Optional.of(decode(body)) : Optional.empty();
    } catch (DecodeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static SegmentHead decode(byte[] body) throws DecodeException {
    ByteReader in = new ByteReader(body);
    if (in.u16() != VERSION) {
      throw new DecodeException("unknown journal version");
    }
    int segmentBytes = in.u32();
    Link link = new Link(in.u64(), in.u32(), in.u64(), in.u64());
    long firstLsn = in.u64();
    long firstGroup = in.u64();
    Birth birth = new Birth(in.u64(), PublicKey.of(in.raw(PublicKey.BYTES)), in.u8() == 1);
    Optional<Stored> header = Optional.empty();
    if (in.u8() == 1) {
      long lsn = in.u64();
      byte type = (byte) in.u8();
      header =
          Optional.of(new Stored(lsn, new Entry(type, in.bytes(MAX_EPOCH_HEADER_BYTES), true)));
    }
    Cut cut = new Cut(in.u64(), in.u32(), BitSet.valueOf(in.bytes(MAX_CUT_BYTES)));
    in.end();
    return new SegmentHead(link, segmentBytes, firstLsn, firstGroup, birth, header, cut);
  }

  private static long unsigned(ByteReader in) throws DecodeException {
    return (long) in.u16() << 16 | in.u16();
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
