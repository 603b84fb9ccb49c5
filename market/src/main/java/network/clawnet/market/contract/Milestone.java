package network.clawnet.market.contract;

import java.util.Locale;
import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.Rows;

/**
 * One part of the work, with its own money.
 *
 * @param deadline block time at which silence decides, epoch milliseconds; 0 before the funding; of
 *     a final state the time of its end
 * @param revisionsLeft how often the client may still send it back
 * @param evidence number of hashes that the parties have put forward
 * @param delivered the last submission, if any
 * @param toProvider what the provider got of it, the market fee included; 0 while it runs
 */
public record Milestone(
    Plan plan,
    State state,
    long deadline,
    int revisionsLeft,
    int evidence,
    Optional<Hash> delivered,
    Tokens toProvider) {
  /** Most milestones of one contract. */
  public static final int MAX_COUNT = 32;

  /** Longest id, in characters. */
  public static final int MAX_ID_CHARS = 64;

  /**
   * What was agreed.
   *
   * @param id names it within the contract
   * @param deliverMs time to submit, from the funding and from each revision, milliseconds
   */
  public record Plan(String id, Tokens amount, long deliverMs) {}

  /** Where a milestone stands. The codes are stored and never change. */
  public enum State implements Rows.Coded {
    PENDING(0),
    SUBMITTED(1),
    REJECTED(2),
    DISPUTED(3),
    APPROVED(4),
    REFUNDED(5),
    SPLIT(6);

    private final int code;

    State(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }

    /** Returns whether no money is left in it. */
    public boolean isFinal() {
      return switch (this) {
        case PENDING, SUBMITTED, REJECTED, DISPUTED -> false;
        case APPROVED, REFUNDED, SPLIT -> true;
      };
    }

    /** Returns whether silence gives the money back to the client. */
    boolean refunds() {
      return this == PENDING || this == REJECTED;
    }

    /** Returns the text used in answers. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Milestone planned(Plan plan) {
    return new Milestone(plan, State.PENDING, 0, 0, 0, Optional.empty(), Tokens.ZERO);
  }

  /** Returns whether silence has decided, whether or not its entry has run. */
  boolean isOverdueAt(long time) {
    return !state.isFinal() && time >= deadline;
  }

  Milestone started(long time, int revisions) {
    return new Milestone(
        plan, State.PENDING, time + plan.deliverMs(), revisions, 0, Optional.empty(), Tokens.ZERO);
  }

  Milestone submitted(Hash content, long newDeadline) {
    return new Milestone(
        plan,
        State.SUBMITTED,
        newDeadline,
        revisionsLeft,
        evidence,
        Optional.of(content),
        toProvider);
  }

  Milestone revising(long time) {
    return new Milestone(
        plan,
        State.PENDING,
        time + plan.deliverMs(),
        revisionsLeft - 1,
        evidence,
        delivered,
        toProvider);
  }

  Milestone at(State newState, long newDeadline) {
    return new Milestone(
        plan, newState, newDeadline, revisionsLeft, evidence, delivered, toProvider);
  }

  Milestone withEvidence(int more) {
    return new Milestone(
        plan, state, deadline, revisionsLeft, evidence + more, delivered, toProvider);
  }

  Milestone ended(State end, Tokens part, long time) {
    return new Milestone(plan, end, time, revisionsLeft, evidence, delivered, part);
  }
}
