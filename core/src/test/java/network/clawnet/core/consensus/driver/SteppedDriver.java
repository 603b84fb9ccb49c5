package network.clawnet.core.consensus.driver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import network.clawnet.core.consensus.epoch.ConsensusCore;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.consensus.step.Now;
import network.clawnet.core.consensus.step.StartState;
import network.clawnet.core.journal.Journal;
import org.jspecify.annotations.Nullable;

/**
 * The driver's own loop and journal writer, without the two threads: whoever holds this decides
 * when each of them goes on.
 */
public final class SteppedDriver {
  private final ConsensusLoop loop;
  private final JournalWriter writer;
  private final List<JournalWork> waiting = new ArrayList<>();
  private List<JournalWork> taken = List.of();
  private long durable;

  public SteppedDriver(
      ConsensusCore core, Journal journal, ConsensusDriver.Ports ports, Supplier<Now> clock) {
    writer = new JournalWriter(journal, record -> durable = record);
    loop = new ConsensusLoop(core, new Waiting(), ports, clock);
  }

  public void start(StartState state) {
    writer.keep(state.records());
    loop.start(state);
  }

  public void step(Input input) {
    loop.step(input);
  }

  /** Lets the core stand still; calls when nothing of it waits for the journal any more. */
  public void pause(Runnable settled) {
    loop.pause(settled);
  }

  public void resume(@Nullable Input first) {
    loop.resume(first);
  }

  /** Returns when the timer is due; the largest number for never. */
  public long timerAt() {
    return loop.timerAt();
  }

  public void fireTimer() {
    loop.fireTimer();
  }

  public void truncateJournal(long epoch, long view) {
    waiting.add(new JournalWork.Truncate(new Place(epoch, view)));
  }

  /** Takes what waits for the journal as one group; false if nothing does or one is taken. */
  public boolean takeGroup() {
    if (waiting.isEmpty() || !taken.isEmpty()) {
      return false;
    }
    taken = List.copyOf(waiting);
    waiting.clear();
    return true;
  }

  /** Writes the group that was taken. */
  public void writeGroup() throws IOException {
    List<JournalWork> group = taken;
    taken = List.of();
    writer.write(group);
  }

  /** Tells the consensus thread how far the journal is durable. */
  public void tellDurable() {
    loop.durable(durable);
  }

  private final class Waiting implements JournalQueue {
    @Override
    public void append(List<JournalRecord> records) {
      waiting.add(new JournalWork.Append(records));
    }

    @Override
    public void barrier() {
      waiting.add(new JournalWork.Barrier());
    }
  }
}
