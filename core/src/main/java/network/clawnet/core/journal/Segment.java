package network.clawnet.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The whole records of one segment and what has to be written again to have both copies. */
final class Segment {
  final String name;
  final SegmentLayout layout;
  final SegmentHead head;

  /** One whole copy of each record, by LSN. */
  final TreeMap<Long, Frame> frames = new TreeMap<>();

  final List<JournalDisk.Piece> mends = new ArrayList<>();
  final SegmentScan log;
  final SegmentScan mirror;

  /** The segment that was made after this one, if this one says so. */
  final Optional<Long> sealedBy;

  /** The latest epoch header among the records. */
  final Optional<Stored> epochHeader;

  private Segment(String name, byte[] bytes, byte epochHeaderType) throws Damage {
    this.name = name;
    layout = new SegmentLayout(bytes.length);
    head = wholeHead(bytes);
    long id = head.link().id();
    log = SegmentScan.of(bytes, layout.logStart(), layout.logEnd(), id);
    mirror = SegmentScan.of(bytes, layout.mirrorStart(), bytes.length, id);
    sealedBy = Seal.find(bytes, layout, id);
    merge(bytes);
    epochHeader =
        frames.descendingMap().values().stream()
            .filter(frame -> frame.type() == epochHeaderType)
            .findFirst()
            .map(frame -> frame.stored(bytes));
  }

  static Segment load(JournalDisk disk, String name, byte epochHeaderType)
      throws IOException, Damage {
    long size = disk.size(name);
    if (size < JournalOptions.MIN_SEGMENT_BYTES
        || size > JournalOptions.MAX_SEGMENT_BYTES
        || size % SegmentLayout.SECTOR != 0) {
      throw new Damage(name, size, "the file has " + size + " bytes, which no segment has");
    }
    return new Segment(name, disk.read(name), epochHeaderType);
  }

  /** Returns the records in order, without their bytes. */
  Replay.Part part() {
    return new Replay.Part(name, List.copyOf(frames.values()));
  }

  /** Returns the first byte behind every record of the log, damaged copies included. */
  int logTail() {
    int tail = layout.logStart();
    for (Frame frame : frames.values()) {
      boolean copy = frame.at() >= layout.mirrorHead();
      tail = Math.max(tail, copy ? frame.otherCopy().end() : frame.end());
    }
    return tail;
  }

  /** Returns the first byte behind every second copy, damaged ones included. */
  int mirrorTail() {
    int tail = layout.mirrorStart();
    for (Frame frame : frames.values()) {
      boolean copy = frame.at() >= layout.mirrorHead();
      int end = copy ? frame.end() : frame.otherCopy().end();
      tail = frame.isVote() ? Math.max(tail, end) : tail;
    }
    return tail;
  }

  private SegmentHead wholeHead(byte[] bytes) throws Damage {
    Optional<SegmentHead> first = SegmentHead.find(bytes, 0);
    Optional<SegmentHead> second = SegmentHead.find(bytes, layout.mirrorHead());
    SegmentHead whole =
        first.or(() -> second).orElseThrow(() -> new Damage(name, 0, "both heads are damaged"));
    if (whole.segmentBytes() != bytes.length) {
      String sizes = bytes.length + " bytes instead of " + whole.segmentBytes();
      throw new Damage(name, bytes.length, "the file has " + sizes);
    }
    byte[] encoded = whole.encode();
    if (second.isPresent() && !Arrays.equals(encoded, second.get().encode())) {
      throw new Damage(name, layout.mirrorHead(), "the two heads differ");
    }
    if (first.isEmpty()) {
      mends.add(new JournalDisk.Piece(0, encoded));
    }
    if (second.isEmpty()) {
      mends.add(new JournalDisk.Piece(layout.mirrorHead(), encoded));
    }
    return whole;
  }

  private void merge(byte[] bytes) throws Damage {
    for (Frame frame : log.frames()) {
      if (frames.put(frame.rank().lsn(), frame) != null) {
        throw new Damage(name, frame.at(), "record " + frame.rank().lsn() + " is there twice");
      }
    }
    Map<Long, Frame> copies = new HashMap<>();
    for (Frame copy : mirror.frames()) {
      long lsn = copy.rank().lsn();
      Frame other = frames.putIfAbsent(lsn, copy);
      if (copies.put(lsn, copy) != null || (other != null && !isTwin(bytes, copy, other))) {
        throw new Damage(name, copy.at(), "the copies of record " + lsn + " differ");
      }
      if (other == null) {
        mends.add(twin(bytes, copy));
      }
    }
    for (Frame frame : log.frames()) {
      if (frame.isVote() && !copies.containsKey(frame.rank().lsn())) {
        mends.add(twin(bytes, frame));
      }
    }
  }

  private static boolean isTwin(byte[] bytes, Frame one, Frame other) {
    int a = one.at() + Frame.HEADER_BYTES;
    int b = other.at() + Frame.HEADER_BYTES;
    return one.otherCopy().equals(other)
        && Arrays.equals(bytes, a, a + one.length(), bytes, b, b + other.length());
  }

  private JournalDisk.Piece twin(byte[] bytes, Frame frame) {
    Frame twin = frame.otherCopy();
    ByteBuffer out = ByteBuffer.allocate(twin.size());
    twin.write(out, head.link().id(), frame.payload(bytes));
    return new JournalDisk.Piece(twin.at(), out.array());
  }
}
