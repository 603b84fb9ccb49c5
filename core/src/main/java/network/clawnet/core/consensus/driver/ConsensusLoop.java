package network.clawnet.core.consensus.driver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import network.clawnet.core.consensus.epoch.ConsensusCore;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.step.CoreStatus;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.consensus.step.Now;
import network.clawnet.core.consensus.step.StartState;
import org.jspecify.annotations.Nullable;

/**
 * Gives inputs to the core one at a time and carries out its effects in order. What leaves the node
 * waits in an {@link Outbox} until the journal is durable. Has no thread and no clock of its own,
 * so that the simulator runs it as it is; one owner thread.
 */
final class ConsensusLoop {
  private final ConsensusCore core;
  private final JournalQueue journal;
  private final ConsensusDriver.Ports ports;
  private final Supplier<Now> clock;
  private final Outbox outbox = new Outbox();
  private final Queue<Input> deferred = new ArrayDeque<>();
  private @Nullable Runnable still;
  private boolean paused;
  private long appended;
  private long durable;
  private long timerAt = Long.MAX_VALUE;

  ConsensusLoop(
      ConsensusCore core, JournalQueue journal, ConsensusDriver.Ports ports, Supplier<Now> clock) {
    this.core = core;
    this.journal = journal;
    this.ports = ports;
    this.clock = clock;
  }

  /** Starts the core. Called once, first. */
  void start(StartState state) {
    carryOut(core.start(clock.get(), state));
  }

  void step(Input input) {
    if (paused) {
      deferred.add(input); // answers of the ledger: no more than the core has asked
    } else {
      carryOut(core.step(clock.get(), input));
    }
  }

  /**
   * Lets the core stand still until {@link #resume}.
   *
   * @param settled called once nothing waits for the journal to leave the node
   */
  void pause(Runnable settled) {
    paused = true;
    still = settled;
    tellStill();
  }

  /** Lets the core go on with an input, if there is one, and then with what waited. */
  void resume(@Nullable Input first) {
    paused = false;
    still = null;
    if (first != null) {
      step(first);
    }
    for (Input input = deferred.poll(); input != null; input = deferred.poll()) {
      step(input);
    }
  }

  /** The journal is durable up to a record, counted from 1 since the start. */
  void durable(long record) {
    durable = record;
    outbox.release(durable).forEach(this::leave);
    tellStill();
  }

  private void tellStill() {
    Runnable told = still;
    if (told != null && outbox.isEmpty()) {
      still = null;
      told.run();
    }
  }

  /** Returns when {@link #fireTimer} is to be called; the largest number for never. */
  long timerAt() {
    return paused ? Long.MAX_VALUE : timerAt;
  }

  void fireTimer() {
    timerAt = Long.MAX_VALUE;
    step(new Input.TimerFired());
  }

  CoreStatus status() {
    return core.status();
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
      ports.ledger().report(it.validator(), it.evidence());
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
      ports.events().quarantined(it.epoch(), it.reason(), it.needed());
    } else if (effect instanceof Effect.Halt it) {
      ports.events().halted(it.report());
    } else {
      throw new IllegalStateException("unknown effect " + effect);
    }
  }
}
