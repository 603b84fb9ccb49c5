package network.clawnet.core.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An append-only log whose records survive crashes, and whose votes survive one damaged place.
 *
 * <p>Everything appended between two syncs is one group: it is written after the group before it is
 * durable, so only the last group of a journal can ever be torn. One owner thread. Any {@link
 * IOException} stops the journal for ever; the process must end, because the operating system may
 * have dropped bytes it accepted. Source: docs/protocol/journal.md.
 */
public final class Journal implements AutoCloseable {
  /** Most bytes a group may have before it is made durable without being asked. */
  public static final int MAX_GROUP_BYTES = 32 << 20;

  private final JournalDisk disk;
  private final SegmentWriter writer;
  private final List<Entry> pending = new ArrayList<>();
  private int pendingLogBytes;
  private int pendingMirrorBytes;
  private boolean broken;

  Journal(JournalDisk disk, SegmentWriter writer) {
    this.disk = disk;
    this.writer = writer;
  }

  /** Opens the journal of a disk, or begins one if there is no segment. */
  public static Opening open(JournalDisk disk, JournalOptions options) throws IOException {
    return new Recovery(disk, options).open();
  }

  /**
   * Adds records to the group that the next {@link #sync} makes durable. They stay in one group;
   * earlier ones are made durable first when all together would be over {@link #MAX_GROUP_BYTES}.
   *
   * @return the LSN of the last record, one more for each; durable once {@link #durable} reaches it
   */
  public long append(List<Entry> entries) throws IOException {
    requireUsable();
    int logBytes = 0;
    int mirrorBytes = 0;
    List<Entry> marked = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      Entry each = checked(entry);
      marked.add(each);
      logBytes += Frame.size(each.payload().length);
      mirrorBytes += each.vote() ? Frame.size(each.payload().length) : 0;
    }
    requireFits(marked.size(), logBytes, mirrorBytes);
    if (!fits(
        pending.size() + marked.size(),
        pendingLogBytes + logBytes,
        pendingMirrorBytes + mirrorBytes)) {
      sync();
    }
    pending.addAll(marked);
    pendingLogBytes += logBytes;
    pendingMirrorBytes += mirrorBytes;
    return writer.nextLsn() + pending.size() - 1;
  }

  /** Blocks until everything appended is durable. */
  public void sync() throws IOException {
    requireUsable();
    if (pending.isEmpty()) {
      return;
    }
    broken = true;
    writer.write(pending);
    broken = false;
    pending.clear();
    pendingLogBytes = 0;
    pendingMirrorBytes = 0;
  }

  /** Returns the highest LSN that would survive a power cut; 0 if there is none. */
  public long durable() {
    return writer.nextLsn() - 1;
  }

  /** Returns the LSN of the oldest record still kept; one above {@link #durable} if none is. */
  public long firstLsn() {
    return writer.firstLsn();
  }

  public Birth birth() {
    return writer.birth();
  }

  /**
   * Deletes whole segments that hold only records below {@code lsn}.
   *
   * @param lsn a record of the head that is durable in the store, never of the head in memory
   *     (ledger design M3)
   */
  public void truncateBefore(long lsn) throws IOException {
    requireUsable();
    broken = true;
    writer.truncateBefore(lsn);
    broken = false;
  }

  /** Closes the disk. Records that were not made durable are lost. */
  @Override
  public void close() throws IOException {
    broken = true;
    disk.close();
  }

  private Entry checked(Entry entry) {
    boolean header = entry.type() == writer.epochHeaderType();
    int limit = header ? SegmentHead.MAX_EPOCH_HEADER_BYTES : Entry.MAX_PAYLOAD_BYTES;
    if (entry.payload().length > limit) {
      throw new IllegalArgumentException(
          "record of " + entry.payload().length + " bytes, limit " + limit);
    }
    return header ? new Entry(entry.type(), entry.payload(), true) : entry;
  }

  private void requireFits(int records, int logBytes, int mirrorBytes) {
    if (records == 0 || !fits(records, logBytes, mirrorBytes)) {
      throw new IllegalArgumentException(
          "group of " + records + " records and " + logBytes + " bytes");
    }
  }

  private boolean fits(int records, int logBytes, int mirrorBytes) {
    return records <= Frame.MAX_GROUP_RECORDS
        && logBytes <= MAX_GROUP_BYTES
        && writer.fitsAlone(logBytes, mirrorBytes);
  }

  private void requireUsable() {
    if (broken) {
      throw new IllegalStateException("the journal is closed or has failed");
    }
  }
}
