package network.clawnet.core.consensus.epoch;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.consensus.step.Now;

/** Gathers the effects of one step and the earliest time at which something is due. */
final class StepOutput {
  /** No time. */
  static final long NEVER = Long.MAX_VALUE;

  private List<Effect> effects = new ArrayList<>();
  private Now now = new Now(0, 0);
  private long wake = NEVER;
  private long timer = NEVER;
  private boolean halted;

  void begin(Now time) {
    now = time;
    if (timer <= now.nanos()) {
      timer = NEVER;
    }
  }

  /** Forgets the timer that was set: it has fired. */
  void timerFired() {
    timer = NEVER;
  }

  Now now() {
    return now;
  }

  long nanos() {
    return now.nanos();
  }

  void add(Effect effect) {
    effects.add(effect);
  }

  void append(JournalRecord record) {
    effects.add(new Effect.Append(record));
  }

  /** Appends a record that must not survive a crash without the records before it. */
  void appendBehindBarrier(JournalRecord record) {
    effects.add(new Effect.Append(record, true));
  }

  void halt(String report) {
    if (!halted) {
      halted = true;
      effects.add(new Effect.Halt(report));
    }
  }

  boolean halted() {
    return halted;
  }

  /** Forgets the due times; rules name them again each time they are looked at. */
  void clearWakes() {
    wake = NEVER;
  }

  /** Asks for a step at this time; what is due already must be done and not asked for. */
  void wakeAt(long nanos) {
    if (nanos > now.nanos()) {
      wake = Math.min(wake, nanos);
    }
  }

  List<Effect> finish() {
    if (wake != NEVER && wake != timer && !halted) {
      timer = wake;
      effects.add(new Effect.SetTimer(wake));
    }
    List<Effect> done = effects;
    effects = new ArrayList<>();
    return done;
  }
}
