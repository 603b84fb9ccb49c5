package network.clawnet.core.consensus.epoch;

import java.util.Arrays;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.step.Timing;

/**
 * Notices validators that are away, so that their turns cost no waiting (R1): silent in their last
 * two turns and for a while ({@link Timing#silenceNs}) in which a quorum was heard. A local guess;
 * no rule depends on it.
 */
final class Absence {
  private static final int TURNS = 2;

  private final EpochScope scope;
  private final EpochState state;
  private final long silence;
  private final long[] heardAt;
  private final int[] missed;
  private long counted;

  Absence(EpochScope scope, EpochState state, long nowNanos) {
    this.scope = scope;
    this.state = state;
    silence = scope.config().timing().silenceNs();
    heardAt = new long[scope.set().size()];
    missed = new int[scope.set().size()];
    Arrays.fill(heardAt, nowNanos);
  }

  /** Notes a message from a member. */
  void heard(int index, long nowNanos) {
    heardAt[index] = nowNanos;
    missed[index] = 0;
  }

  /** Counts the turns that ended without a proposal below the current view. */
  void run() {
    long from = Math.max(counted, state.current() - scope.leaders().length());
    for (long view = Math.max(1, from); view < state.current(); view++) {
      boolean shown = state.known(view).filter(it -> it.proposal().isPresent()).isPresent();
      if (state.has(VoteKind.NULLIFY, view) && !shown) {
        missed[scope.leader(view)]++;
      }
    }
    counted = state.current();
  }

  /** Returns true if waiting for this leader seems useless. */
  boolean isAbsent(int leader, long nowNanos) {
    if (leader == scope.self() || missed[leader] < TURNS || nowNanos - heardAt[leader] < silence) {
      return false;
    }
    long weight = 0;
    for (int i = 0; i < heardAt.length; i++) {
      if (i == scope.self() || nowNanos - heardAt[i] < silence) {
        weight += scope.set().weight(i);
      }
    }
    return scope.set().isQuorum(weight);
  }
}
