package network.clawnet.core.consensus.epoch;

import java.util.Set;
import network.clawnet.core.consensus.step.Effect;
import network.clawnet.core.consensus.step.GateReason;
import network.clawnet.core.consensus.step.Timing;
import network.clawnet.core.crypto.Hash;

/**
 * The idle gate (docs/consensus.md, section 6) and the deadlines of R1. Says when a leader may
 * start and when a view has taken too long; no rule on votes asks it anything else.
 */
final class Pacemaker {
  /** Largest factor of the timeouts. */
  private static final int MAX_BACKOFF = 16;

  /** From this many nullified views in a row on, 1.5^k is above {@link #MAX_BACKOFF}. */
  private static final int BACKOFF_STEPS = 7;

  private final EpochScope scope;
  private final EpochState state;
  private final StepOutput out;
  private final Parents parents;
  private final Timing timing;
  private final Absence absence;
  private Hash watched = Hash.ZERO;
  private Hash announced = Hash.ZERO;
  private Set<GateReason> reasons = Set.of();
  private long view;
  private boolean latched;
  private boolean armed;
  private long leaderDeadline = StepOutput.NEVER;
  private long advanceDeadline = StepOutput.NEVER;

  Pacemaker(EpochCore.Parts parts, Parents parents, Absence absence) {
    this.scope = parts.scope();
    this.state = parts.state();
    this.out = parts.out();
    this.parents = parents;
    this.timing = scope.config().timing();
    this.absence = absence;
  }

  boolean armed() {
    return armed;
  }

  /** Takes the pool's and the clock's reasons; those for another parent are stale. */
  void gateChanged(Hash parentHash, Set<GateReason> now) {
    if (parentHash.equals(watched)) {
      reasons = now;
      state.touch();
    }
  }

  /** Brings gate and deadlines up to date with the current view. */
  void run() {
    if (view != state.current()) {
      enter();
    }
    Hash likely = parents.likely(view);
    if (!likely.equals(watched)) {
      watched = likely;
      reasons = Set.of(); // those for another parent say nothing about this one
    }
    boolean heard = state.known(view).filter(ViewState::heard).isPresent();
    latched |= !reasons.isEmpty() || heard;
    boolean open = latched || state.hasUnfinalized();
    if (open && !armed) {
      arm();
    } else if (!open && armed) {
      disarm();
    }
    out.wakeAt(leaderDeadline);
    out.wakeAt(advanceDeadline);
  }

  /** Asks for reasons on the parent that the current view most likely builds on. */
  void watch() {
    if (scope.self() >= 0 && !watched.equals(announced)) {
      announced = watched;
      out.add(new Effect.WatchGate(watched));
    }
  }

  /**
   * Returns true if the leader of the current view may start: with events after the linger, with
   * another reason at once, with none of them after t_l/2 (A3, M7).
   */
  boolean leaderMayStart() {
    if (!armed) {
      return false;
    }
    long from = state.enteredAt() + timing.leaderNs() / 2;
    if (!reasons.isEmpty()) {
      boolean waits = scope.set().size() > 1 && reasons.equals(Set.of(GateReason.EVENTS));
      from = waits ? Math.min(from, state.enteredAt() + timing.lingerNs()) : out.nanos();
    }
    out.wakeAt(from);
    return from <= out.nanos();
  }

  /** Returns true if the leader has had its time to show a proposal. */
  boolean leaderIsLate() {
    return leaderDeadline <= out.nanos();
  }

  /** Returns true if the view has had its time to end. */
  boolean viewIsLate() {
    return advanceDeadline <= out.nanos();
  }

  private void enter() {
    view = state.current();
    latched = false;
    disarm();
  }

  private void arm() {
    armed = true;
    if (scope.self() < 0 || scope.set().size() == 1) {
      return; // nobody else could take over
    }
    if (absence.isAbsent(scope.leader(view), out.nanos())) {
      leaderDeadline = out.nanos();
      advanceDeadline = out.nanos();
      return;
    }
    leaderDeadline = out.nanos() + stretched(timing.leaderNs());
    advanceDeadline = out.nanos() + stretched(timing.advanceNs());
  }

  private void disarm() {
    armed = false;
    leaderDeadline = StepOutput.NEVER;
    advanceDeadline = StepOutput.NEVER;
  }

  /** Returns the time multiplied by min(1.5^k, 16), k = views nullified in a row. */
  private long stretched(long nanos) {
    int k = state.nullifiedInRow();
    if (k >= BACKOFF_STEPS) {
      return nanos * MAX_BACKOFF;
    }
    long factor = nanos;
    for (int i = 0; i < k; i++) {
      factor = factor * 3 / 2;
    }
    return factor;
  }
}
