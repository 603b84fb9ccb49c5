package network.clawnet.core.consensus.driver;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.consensus.epoch.ConsensusCore;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.step.CoreStatus;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.consensus.step.Now;
import network.clawnet.core.consensus.step.StartState;
import network.clawnet.core.journal.Journal;

/**
 * The consensus thread: gives inputs to the core one at a time and carries out its effects in
 * order. What leaves the node waits in an {@link Outbox} until the journal is durable.
 */
public final class ConsensusDriver implements AutoCloseable {
  /** Messages of peers that may wait; more are dropped, as peers repeat what matters. */
  private static final int MAX_PEER_MESSAGES = 8_192;

  private static final long IDLE_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final ConsensusCore core;
  private final Ports ports;
  private final InstantSource clock;
  private final JournalThread journal;
  private final Outbox outbox = new Outbox();
  private final BlockingQueue<Task> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile CoreStatus status;
  private long appended;
  private long durable;
  private long timerAt = Long.MAX_VALUE;
  private boolean open = true;

  /** The rest of the node, as consensus sees it. */
  public record Ports(LedgerPort ledger, PeerPort peers, DriverEvents events) {}

  /** Something for the consensus thread to do. */
  private sealed interface Task {
    record Step(Input input) implements Task {}

    record Durable(long record) implements Task {}

    record Stop() implements Task {}
  }

  /**
   * Joins a core with its journal.
   *
   * @param journal open and replayed; this driver closes it
   */
  public ConsensusDriver(ConsensusCore core, Journal journal, Ports ports, InstantSource clock) {
    this.core = core;
    this.ports = ports;
    this.clock = clock;
    this.journal =
        new JournalThread(journal, it -> queue.add(new Task.Durable(it)), ports.events());
    this.status = core.status();
    this.thread = new Thread(this::run, "consensus");
  }

  /** Starts both threads. Called once. */
  public void start(StartState state) {
    journal.start(state.records());
    carryOut(core.start(now(), state));
    status = core.status();
    thread.start();
  }

  /** Gives an answer of the ledger; never dropped. Any thread. */
  public void offer(Input input) {
    queue.add(new Task.Step(input));
  }

  /**
   * Gives a peer's message. Any thread.
   *
   * @return false if it was dropped because too much waits
   */
  public boolean offerMessage(Input.Received message) {
    return queue.size() < MAX_PEER_MESSAGES && queue.add(new Task.Step(message));
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
        if (timerAt <= System.nanoTime()) {
          timerAt = Long.MAX_VALUE;
          step(new Input.TimerFired());
        }
      }
    } catch (InterruptedException | RuntimeException e) {
      ports.events().failed(e);
    }
  }

  private long untilTimer() {
    long wait = timerAt == Long.MAX_VALUE ? IDLE_WAIT_NANOS : timerAt - System.nanoTime();
    return Math.max(0, Math.min(wait, IDLE_WAIT_NANOS));
  }

  private void perform(Task task) {
    if (task instanceof Task.Step it) {
      step(it.input());
    } else if (task instanceof Task.Durable it) {
      durable = it.record();
      outbox.release(durable).forEach(this::leave);
    } else {
      open = false;
    }
  }

  private void step(Input input) {
    carryOut(core.step(now(), input));
    status = core.status();
  }

  private void carryOut(List<Effect> effects) {
    List<JournalRecord> records = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Append it) {
        if (it.barrier()) {
          append(records);
          records = new ArrayList<>();
          journal.barrier();
        }
        records.add(it.record());
        appended++;
      } else if (leavesTheNode(effect)) {
        outbox.hold(appended, effect);
      } else {
        carryOutNow(effect);
      }
    }
    append(records);
    outbox.release(durable).forEach(this::leave);
  }

  private void append(List<JournalRecord> records) {
    if (!records.isEmpty()) {
      journal.append(records);
    }
  }

  private static boolean leavesTheNode(Effect effect) {
    return effect instanceof Effect.Send
        || effect instanceof Effect.Commit
        || effect instanceof Effect.ReportEvidence;
  }

  private void leave(Effect effect) {
    if (effect instanceof Effect.Send it) {
      ports.peers().send(it.to(), it.message());
    } else if (effect instanceof Effect.Commit it) {
      ports.ledger().commit(it.blocks(), it.finalization());
    } else if (effect instanceof Effect.ReportEvidence it) {
      ports.ledger().report(it.evidence());
    } else {
      throw new IllegalStateException("not an effect that waits: " + effect);
    }
  }

  private void carryOutNow(Effect effect) {
    if (effect instanceof Effect.SetTimer it) {
      timerAt = it.atNanos();
    } else if (effect instanceof Effect.Execute it) {
      ports.ledger().execute(it.block());
    } else if (effect instanceof Effect.BuildBlock it) {
      ports.ledger().build(it.draft(), it.empty());
    } else if (effect instanceof Effect.WatchGate it) {
      ports.ledger().watchGate(it.parentHash());
    } else if (effect instanceof Effect.LoadBlock it) {
      ports.ledger().load(it.to(), it.blockHash());
    } else if (effect instanceof Effect.CatchUp it) {
      ports.peers().catchUp(it.from(), it.epoch(), it.height());
    } else if (effect instanceof Effect.Penalize it) {
      ports.peers().penalize(it.peer(), it.reason());
    } else if (effect instanceof Effect.Quarantined it) {
      ports.events().quarantined(it.epoch(), it.reason());
    } else if (effect instanceof Effect.Halt it) {
      ports.events().halted(it.report());
    } else {
      throw new IllegalStateException("unknown effect " + effect);
    }
  }

  private Now now() {
    return new Now(System.nanoTime(), clock.millis());
  }
}
