package network.clawnet.core.consensus.driver;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.record.RecordCodec;
import network.clawnet.core.journal.Entry;
import network.clawnet.core.journal.Journal;

/**
 * Writes groups of work to the journal, syncs each once, reports, and lets old segments go. Has no
 * thread of its own, so that the simulator runs it as it is; one owner thread.
 */
final class JournalWriter {
  private final Journal journal;
  private final LongConsumer durable;
  private final ArrayDeque<Mark> marks = new ArrayDeque<>();
  private long written;

  /** First record of a new highest place. */
  private record Mark(Place place, long lsn) {}

  /**
   * Takes over an open journal.
   *
   * @param durable told the number of the last durable record, counted from 1 since the start
   */
  JournalWriter(Journal journal, LongConsumer durable) {
    this.journal = journal;
    this.durable = durable;
  }

  /** Keeps what the journal holds already until the durable head has passed all of it. */
  void keep(List<JournalRecord> replayed) {
    for (JournalRecord record : replayed) {
      Place place = new Place(record.epoch(), record.view());
      if (marks.isEmpty() || place.compareTo(marks.getLast().place()) > 0) {
        marks.clear();
        marks.add(new Mark(place, journal.firstLsn()));
      }
    }
  }

  /** Carries out a group of work in order; when it returns, all its records are durable. */
  void write(List<JournalWork> group) throws IOException {
    for (JournalWork work : group) {
      if (work instanceof JournalWork.Append it) {
        append(it.records());
      } else if (work instanceof JournalWork.Barrier) {
        journal.sync();
      }
    }
    journal.sync();
    durable.accept(written);
    for (JournalWork work : group) {
      if (work instanceof JournalWork.Truncate it) {
        truncate(it.durableHead());
      }
    }
  }

  void close() throws IOException {
    journal.close();
  }

  private void append(List<JournalRecord> records) throws IOException {
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
