package network.clawnet.core.consensus.driver;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.consensus.epoch.ConsensusCore;
import network.clawnet.core.consensus.step.CoreStatus;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.consensus.step.Now;
import network.clawnet.core.consensus.step.StartState;
import network.clawnet.core.journal.Journal;
import org.jspecify.annotations.Nullable;

/** The consensus thread: gives what happens to a {@link ConsensusLoop}, one thing at a time. */
public final class ConsensusDriver implements Pausable, AutoCloseable {
  /** Messages of peers that may wait; more are dropped, as peers repeat what matters. */
  private static final int MAX_PEER_MESSAGES = 8_192;

  private static final long IDLE_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final ConsensusLoop loop;
  private final JournalThread journal;
  private final DriverEvents events;
  private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile CoreStatus status;
  private volatile boolean paused;
  private boolean open = true;

  /** The rest of the node, as consensus sees it. */
  public record Ports(LedgerPort ledger, PeerPort peers, DriverEvents events) {}

  /** Something for the consensus thread to do. */
  private sealed interface Task {
    record Step(Input input) implements Task {}

    record Durable(long record) implements Task {}

    record Pause(CompletableFuture<Void> still) implements Task {}

    record Resume(Input.@Nullable Synced input) implements Task {}

    record Stop() implements Task {}
  }

  /**
   * Joins a core with its journal.
   *
   * @param journal open and replayed; this driver closes it
   */
  public ConsensusDriver(ConsensusCore core, Journal journal, Ports ports, InstantSource clock) {
    this.events = ports.events();
    this.journal = new JournalThread(journal, it -> queue.add(new Task.Durable(it)), events);
    this.loop =
        new ConsensusLoop(
            core, this.journal, ports, () -> new Now(System.nanoTime(), clock.millis()));
    this.status = core.status();
    this.thread = new Thread(this::run, "consensus");
  }

  /** Starts both threads. Called once. */
  public void start(StartState state) {
    journal.start(state.records());
    loop.start(state);
    status = loop.status();
    thread.start();
  }

  /** Gives an answer of the ledger; never dropped. Any thread. */
  public void offer(Input input) {
    queue.add(new Task.Step(input));
  }

  @Override
  public boolean offerMessage(Input.Received message) {
    return !paused && queue.size() < MAX_PEER_MESSAGES && queue.add(new Task.Step(message));
  }

  @Override
  public CompletableFuture<Void> pause() {
    CompletableFuture<Void> out = new CompletableFuture<>();
    queue.add(new Task.Pause(out));
    return out;
  }

  @Override
  public void resume(Input.@Nullable Synced synced) {
    queue.add(new Task.Resume(synced));
  }

  /** Returns where the core stood after its last step. Any thread. */
  public CoreStatus status() {
    return status;
  }

  /** Lets journal segments go up to a head that is durable in the store. Any thread. */
  public void truncateJournal(long epoch, long view) {
    journal.truncate(epoch, view);
  }

  /** Stops after the inputs that wait; everything appended becomes durable. */
  @Override
  public void close() throws IOException {
    queue.add(new Task.Stop());
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    journal.close();
  }

  private void run() {
    try {
      while (open) {
        Task task = queue.poll(untilTimer(), TimeUnit.NANOSECONDS);
        if (task != null) {
          perform(task);
        }
        if (loop.timerAt() <= System.nanoTime()) {
          loop.fireTimer();
          status = loop.status();
        }
      }
    } catch (InterruptedException | RuntimeException e) {
      events.failed(e);
    }
  }

  private long untilTimer() {
    long timerAt = loop.timerAt();
    long wait = timerAt == Long.MAX_VALUE ? IDLE_WAIT_NANOS : timerAt - System.nanoTime();
    return Math.max(0, Math.min(wait, IDLE_WAIT_NANOS));
  }

  private void perform(Task task) {
    if (task instanceof Task.Step it) {
      loop.step(it.input());
    } else if (task instanceof Task.Durable it) {
      loop.durable(it.record());
    } else if (task instanceof Task.Pause it) {
      paused = true;
      loop.pause(() -> it.still().complete(null));
    } else if (task instanceof Task.Resume it) {
      paused = false;
      loop.resume(it.input());
    } else {
      open = false;
    }
    status = loop.status();
  }
}
