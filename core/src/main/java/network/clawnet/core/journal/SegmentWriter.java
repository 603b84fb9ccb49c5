package network.clawnet.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Puts groups into the newest segment and begins a new one when it is full. */
final class SegmentWriter {
  private record Kept(String name, long firstLsn) {}

  private final JournalDisk disk;
  private final JournalOptions options;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private Optional<SegmentHead> head = Optional.empty();
  private SegmentLayout layout;
  private Optional<Stored> epochHeader = Optional.empty();
  private int logTail;
  private int mirrorTail;
  private long nextLsn = 1;
  private long nextGroup = 1;

  SegmentWriter(JournalDisk disk, JournalOptions options) {
    this.disk = disk;
    this.options = options;
    layout = new SegmentLayout(options.segmentBytes());
  }

  /** Makes the first segment of a new journal. */
  void begin() throws IOException {
    long journal = options.ids().nextLong() & Long.MAX_VALUE;
    create(new SegmentHead.Link(journal, 1, freshId(), 0), options.birth(), Cut.NONE);
  }

  /** Goes on behind the last record of an existing journal. */
  void resume(List<Segment> segments) {
    for (Segment segment : segments) {
      kept.add(new Kept(segment.name, segment.head.firstLsn()));
    }
    Segment last = segments.get(segments.size() - 1);
    head = Optional.of(last.head);
    layout = last.layout;
    logTail = SegmentLayout.alignUp(last.logTail());
    mirrorTail = SegmentLayout.alignUp(last.mirrorTail());
    nextLsn = last.head.firstLsn();
    nextGroup = last.head.firstGroup();
    if (!last.frames.isEmpty()) {
      Rank highest = last.frames.lastEntry().getValue().rank();
      nextLsn = highest.end();
      nextGroup = highest.group() + 1;
    }
    epochHeader = last.epochHeader.or(last.head::epochHeader);
  }

  long nextLsn() {
    return nextLsn;
  }

  long firstLsn() {
    return kept.getFirst().firstLsn();
  }

  Birth birth() {
    return head.orElseThrow().birth();
  }

  byte epochHeaderType() {
    return options.epochHeaderType();
  }

  /** Returns whether a group of that size fits into an empty segment. */
  boolean fitsAlone(int logBytes, int mirrorBytes) {
    SegmentLayout fresh = new SegmentLayout(options.segmentBytes());
    return logBytes <= fresh.logEnd() - fresh.logStart()
        && mirrorBytes <= fresh.segmentBytes() - fresh.mirrorStart();
  }

  /** Writes one group, with its copies, and makes it durable. */
  void write(List<Entry> group) throws IOException {
    int logBytes = bytes(group, false);
    int mirrorBytes = bytes(group, true);
    if (logTail + logBytes > layout.logEnd() || mirrorTail + mirrorBytes > layout.segmentBytes()) {
      roll(Cut.NONE);
    }
    ByteBuffer log = ByteBuffer.allocate(logBytes);
    ByteBuffer mirror = ByteBuffer.allocate(mirrorBytes);
    long id = head.orElseThrow().link().id();
    for (int i = 0; i < group.size(); i++) {
      Entry entry = group.get(i);
      int at = logTail + log.position();
      int twin = entry.vote() ? mirrorTail + mirror.position() : 0;
      Rank rank = new Rank(nextGroup, i, group.size(), nextLsn + i);
      Frame frame = new Frame(at, twin, entry.payload().length, entry.type(), rank);
      frame.write(log, id, entry.payload());
      if (entry.vote()) {
        frame.otherCopy().write(mirror, id, entry.payload());
      }
    }
    String name = kept.getLast().name();
    disk.write(name, new JournalDisk.Piece(logTail, log.array()));
    if (mirrorBytes > 0) {
      disk.write(name, new JournalDisk.Piece(mirrorTail, mirror.array()));
    }
    disk.sync(name);
    advance(group, logBytes, mirrorBytes);
  }

  /**
   * Goes on in a new segment.
   *
   * @param cut what a repair dropped from the last group
   */
  void roll(Cut cut) throws IOException {
    SegmentHead full = head.orElseThrow();
    String name = kept.getLast().name();
    SegmentHead.Link link = full.link();
    SegmentHead.Link next =
        new SegmentHead.Link(link.journal(), link.number() + 1, freshId(), link.id());
    SegmentLayout fullLayout = layout;
    create(next, full.birth(), cut);
    disk.write(name, Seal.of(fullLayout, link.id(), next.id()));
    disk.sync(name);
  }

  /** Deletes the segments that hold nothing at or above {@code lsn}, oldest first. */
  void truncateBefore(long lsn) throws IOException {
    while (kept.size() > 1) {
      Kept oldest = kept.removeFirst();
      if (kept.getFirst().firstLsn() > lsn) {
        kept.addFirst(oldest);
        return;
      }
      disk.delete(oldest.name());
    }
  }

  private void create(SegmentHead.Link link, Birth birth, Cut cut) throws IOException {
    layout = new SegmentLayout(options.segmentBytes());
    SegmentHead fresh =
        new SegmentHead(link, layout.segmentBytes(), nextLsn, nextGroup, birth, epochHeader, cut);
    byte[] bytes = fresh.encode();
    String name = SegmentLayout.name(link.number());
    disk.create(
        name,
        layout.segmentBytes(),
        List.of(
            new JournalDisk.Piece(0, bytes), new JournalDisk.Piece(layout.mirrorHead(), bytes)));
    kept.add(new Kept(name, nextLsn));
    head = Optional.of(fresh);
    logTail = layout.logStart();
    mirrorTail = layout.mirrorStart();
  }

  private void advance(List<Entry> group, int logBytes, int mirrorBytes) {
    for (int i = 0; i < group.size(); i++) {
      if (group.get(i).type() == options.epochHeaderType()) {
        epochHeader = Optional.of(new Stored(nextLsn + i, group.get(i)));
      }
    }
    logTail = SegmentLayout.alignUp(logTail + logBytes);
    mirrorTail = SegmentLayout.alignUp(mirrorTail + mirrorBytes);
    nextLsn += group.size();
    nextGroup++;
  }

  private long freshId() {
    return options.ids().nextLong() & Long.MAX_VALUE & ~0xffL;
  }

  private static int bytes(List<Entry> group, boolean copies) {
    int sum = 0;
    for (Entry entry : group) {
      sum += !copies || entry.vote() ? Frame.size(entry.payload().length) : 0;
    }
    return sum;
  }
}
