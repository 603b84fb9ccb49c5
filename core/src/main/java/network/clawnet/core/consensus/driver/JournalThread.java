package network.clawnet.core.consensus.driver;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongConsumer;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.record.RecordCodec;
import network.clawnet.core.journal.Entry;
import network.clawnet.core.journal.Journal;

/**
 * Owns the journal: takes whatever waits, writes it as one group, syncs, and reports. While one
 * group is on its way to the disk the next one gathers, so a slow disk makes larger groups, not a
 * longer queue.
 */
final class JournalThread implements AutoCloseable {
  /** Records taken into one group at most. */
  private static final int MAX_GROUP = 4_096;

  private final Journal journal;
  private final LongConsumer durable;
  private final DriverEvents events;
  private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
  private final ArrayDeque<Mark> marks = new ArrayDeque<>();
  private final Thread thread;
  private long written;

  /** Something for the journal's thread to do. */
  private sealed interface Work {
    record Append(List<JournalRecord> records) implements Work {}

    /** Makes what is before it durable before anything behind it is written. */
    record Barrier() implements Work {}

    record Truncate(Place durableHead) implements Work {}

    record Stop() implements Work {}
  }

  /** First record of a new highest place. */
  private record Mark(Place place, long lsn) {}

  /**
   * Takes over an open journal.
   *
   * @param durable told the number of the last durable record, counted from 1 since the start; on
   *     the journal thread
   */
  JournalThread(Journal journal, LongConsumer durable, DriverEvents events) {
    this.journal = journal;
    this.durable = durable;
    this.events = events;
    this.thread = new Thread(this::run, "journal");
  }

  /**
   * Starts the thread.
   *
   * @param replayed what the journal holds already; none of it is deleted before the durable head
   *     has passed all of it
   */
  void start(List<JournalRecord> replayed) {
    for (JournalRecord record : replayed) {
      Place place = new Place(record.epoch(), record.view());
      if (marks.isEmpty() || place.compareTo(marks.getLast().place()) > 0) {
        marks.clear();
        marks.add(new Mark(place, journal.firstLsn()));
      }
    }
    thread.start();
  }

  void append(List<JournalRecord> records) {
    queue.add(new Work.Append(records));
  }

  void barrier() {
    queue.add(new Work.Barrier());
  }

  /** Lets segments go that only hold records up to a head that is durable in the store. */
  void truncate(long epoch, long view) {
    queue.add(new Work.Truncate(new Place(epoch, view)));
  }

  @Override
  public void close() throws IOException {
    queue.add(new Work.Stop());
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    journal.close();
  }

  private void run() {
    try {
      boolean open = true;
      while (open) {
        open = group();
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      events.failed(e);
    }
  }

  private boolean group() throws IOException, InterruptedException {
    List<Work> taken = new ArrayList<>();
    taken.add(queue.take());
    queue.drainTo(taken, MAX_GROUP - 1);
    boolean open = true;
    for (Work work : taken) {
      if (work instanceof Work.Append it) {
        write(it.records());
      } else if (work instanceof Work.Barrier) {
        journal.sync();
      }
      open &= !(work instanceof Work.Stop);
    }
    journal.sync();
    durable.accept(written);
    for (Work work : taken) {
      if (work instanceof Work.Truncate it) {
        truncate(it.durableHead());
      }
    }
    return open;
  }

  private void write(List<JournalRecord> records) throws IOException {
    List<Entry> entries = new ArrayList<>(records.size());
    for (JournalRecord record : records) {
      entries.add(
          new Entry((byte) RecordCodec.type(record), RecordCodec.encode(record), record.isVote()));
    }
    long last = journal.append(entries);
    long first = last - entries.size() + 1;
    for (int i = 0; i < entries.size(); i++) {
      mark(records.get(i), first + i);
    }
    written += entries.size();
  }

  private void mark(JournalRecord record, long lsn) {
    Place place = new Place(record.epoch(), record.view());
    if (marks.isEmpty() || place.compareTo(marks.getLast().place()) > 0) {
      marks.add(new Mark(place, lsn));
    }
  }

  /** Everything before the first record above the head is at or below it. */
  private void truncate(Place head) throws IOException {
    while (marks.size() > 1 && marks.peek().place().compareTo(head) <= 0) {
      marks.remove();
    }
    if (!marks.isEmpty() && marks.peek().place().compareTo(head) > 0) {
      journal.truncateBefore(marks.peek().lsn());
    }
  }
}
