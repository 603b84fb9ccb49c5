package network.clawnet.core.consensus.driver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongConsumer;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.journal.Journal;

/**
 * Owns the journal: takes whatever waits, writes it as one group, syncs, and reports. While one
 * group is on its way to the disk the next one gathers, so a slow disk makes larger groups, not a
 * longer queue.
 */
final class JournalThread implements JournalQueue, AutoCloseable {
  /** Records taken into one group at most. */
  private static final int MAX_GROUP = 4_096;

  private final JournalWriter writer;
  private final DriverEvents events;
  private final BlockingQueue<JournalWork> queue = new LinkedBlockingQueue<>();
  private final Thread thread;

  /**
   * Takes over an open journal.
   *
   * @param durable told the number of the last durable record, counted from 1 since the start; on
   *     the journal thread
   */
  JournalThread(Journal journal, LongConsumer durable, DriverEvents events) {
    this.writer = new JournalWriter(journal, durable);
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
    writer.keep(replayed);
    thread.start();
  }

  @Override
  public void append(List<JournalRecord> records) {
    queue.add(new JournalWork.Append(records));
  }

  @Override
  public void barrier() {
    queue.add(new JournalWork.Barrier());
  }

  /** Lets segments go that only hold records up to a head that is durable in the store. */
  void truncate(long epoch, long view) {
    queue.add(new JournalWork.Truncate(new Place(epoch, view)));
  }

  @Override
  public void close() throws IOException {
    queue.add(new JournalWork.Stop());
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writer.close();
  }

  private void run() {
    try {
      boolean open = true;
      while (open) {
        List<JournalWork> group = new ArrayList<>();
        group.add(queue.take());
        queue.drainTo(group, MAX_GROUP - 1);
        writer.write(group);
        open = !group.contains(new JournalWork.Stop());
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      events.failed(e);
    }
  }
}
