package network.clawnet.core.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a journal and decides what of it counts: clean, repaired or refused. Rules:
 * docs/protocol/journal.md, section 4.
 */
final class Recovery {
  private final JournalDisk disk;
  private final JournalOptions options;
  private final List<Segment> segments = new ArrayList<>();
  private final List<String> repairs = new ArrayList<>();

  Recovery(JournalDisk disk, JournalOptions options) {
    this.disk = disk;
    this.options = options;
  }

  Opening open() throws IOException {
    try {
      for (String name : disk.list()) {
        segments.add(Segment.load(disk, name, options.epochHeaderType()));
      }
      if (segments.isEmpty()) {
        return begin();
      }
      for (int i = 0; i < segments.size(); i++) {
        checkPlace(i);
      }
      for (int i = 0; i + 1 < segments.size(); i++) {
        checkWhole(segments.get(i), segments.get(i + 1).head);
      }
      return resume(checkTail(last()));
    } catch (Damage damage) {
      return damage.refused();
    }
  }

  private Opening begin() throws IOException {
    SegmentWriter writer = new SegmentWriter(disk, options);
    writer.begin();
    return opened(writer);
  }

  /** Mends what has a whole copy, then leaves a torn segment behind for a new one. */
  private Opening resume(Cut cut) throws IOException {
    for (Segment segment : segments) {
      for (JournalDisk.Piece piece : segment.mends) {
        disk.write(segment.name, piece);
        repairs.add(segment.name + ": second copy restored at byte " + piece.offset());
      }
      if (!segment.mends.isEmpty()) {
        disk.sync(segment.name);
      }
    }
    SegmentWriter writer = new SegmentWriter(disk, options);
    writer.resume(segments);
    Segment last = last();
    boolean torn = last.log.litter() || last.mirror.litter();
    if (torn) {
      repairs.add(last.name + ": dropped an unfinished write behind byte " + last.logTail());
    }
    if (torn || cut.count() > 0) {
      writer.roll(cut);
    }
    return opened(writer);
  }

  private Opening opened(SegmentWriter writer) {
    Optional<Stored> header =
        segments.isEmpty() ? Optional.empty() : segments.get(0).head.epochHeader();
    List<Replay.Part> parts = segments.stream().map(Segment::part).toList();
    Replay replay = new Replay(disk, header, parts);
    return new Opening.Opened(new Journal(disk, writer), replay, List.copyOf(repairs));
  }

  private Segment last() {
    return segments.get(segments.size() - 1);
  }

  private void checkPlace(int i) throws Damage {
    Segment segment = segments.get(i);
    SegmentHead head = segment.head;
    SegmentHead.Link link = head.link();
    if (!segment.name.equals(SegmentLayout.name(link.number()))) {
      throw new Damage(segment.name, 0, "this is segment " + link.number());
    }
    if (!head.birth().consensusPub().equals(options.birth().consensusPub())) {
      throw new Damage(otherKey(segment));
    }
    if (i > 0) {
      checkFollows(segments.get(i - 1), segment);
    }
    boolean lastOne = i == segments.size() - 1;
    if (lastOne && segment.sealedBy.isPresent()) {
      throw new Damage(SegmentLayout.name(link.number() + 1), 0, "the file is missing");
    }
  }

  private static Opening.Refused otherKey(Segment segment) {
    String owner = segment.head.birth().consensusPub().toString();
    String wayOut = "Use the key it was made for, or move the journal directory away";
    return new Opening.Refused(segment.name, 0, "the journal is of key " + owner, wayOut);
  }

  private static void checkFollows(Segment before, Segment segment) throws Damage {
    SegmentHead.Link previous = before.head.link();
    SegmentHead.Link link = segment.head.link();
    if (link.journal() != previous.journal() || !segment.head.birth().equals(before.head.birth())) {
      throw new Damage(segment.name, 0, "the file is of another journal");
    }
    if (link.number() != previous.number() + 1) {
      String missing = SegmentLayout.name(previous.number() + 1);
      throw new Damage(missing, 0, "the file is missing");
    }
    if (link.previous() != previous.id()
        || before.sealedBy.filter(id -> id != link.id()).isPresent()) {
      throw new Damage(segment.name, 0, "the file does not follow " + before.name);
    }
  }

  /** Every record below the next segment must be there, unless an earlier repair dropped it. */
  private static void checkWhole(Segment segment, SegmentHead next) throws Damage {
    long expected = segment.head.firstLsn();
    int at = segment.layout.logStart();
    for (Map.Entry<Long, Frame> each : segment.frames.entrySet()) {
      refuseGap(segment, at, expected, each.getKey(), next.cut());
      expected = each.getKey() + 1;
      at = each.getValue().end();
    }
    refuseGap(segment, at, expected, next.firstLsn(), next.cut());
    if (expected > next.firstLsn()) {
      throw new Damage(segment.name, at, "record " + (expected - 1) + " is of a later segment");
    }
  }

  /** Only the highest group may have lost records; returns which it kept. */
  private Cut checkTail(Segment segment) throws Damage {
    if (segment.frames.isEmpty()) {
      return Cut.NONE;
    }
    Rank highest = segment.frames.lastEntry().getValue().rank();
    long expected = segment.head.firstLsn();
    int at = segment.layout.logStart();
    for (Frame frame : segment.frames.headMap(highest.first()).values()) {
      refuseGap(segment, at, expected, frame.rank().lsn(), Cut.NONE);
      expected = frame.rank().lsn() + 1;
      at = frame.end();
    }
    refuseGap(segment, at, expected, highest.first(), Cut.NONE);
    BitSet kept = new BitSet();
    for (Frame frame : segment.frames.tailMap(highest.first()).values()) {
      kept.set(frame.rank().index());
    }
    int lost = highest.count() - kept.cardinality();
    if (lost == 0) {
      return Cut.NONE;
    }
    repairs.add(
        segment.name
            + ": dropped "
            + lost
            + " damaged records of the last group, behind byte "
            + at);
    return new Cut(highest.first(), highest.count(), kept);
  }

  private static void refuseGap(Segment segment, int at, long from, long to, Cut cut)
      throws Damage {
    for (long lsn = from; lsn < to; lsn++) {
      if (!cut.dropped(lsn)) {
        throw new Damage(segment.name, at, "record " + lsn + " is damaged");
      }
    }
  }
}
