package network.clawnet.market.order;

import java.util.Locale;
import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.Hold;
import network.clawnet.market.kernel.Rows;
import network.clawnet.market.kernel.Timed;

/**
 * An order as the ledger keeps it. While it is not ended it holds its amount.
 *
 * @param id hash of the event that began it
 * @param ending how it ended; empty before
 * @param lastEvent what {@code resourcePrev} must name
 */
public record Order(
    Hash id, Agreement agreement, Progress progress, Optional<Ending> ending, Hash lastEvent)
    implements Timed {
  /** Where an order stands. The codes are stored and never change. */
  public enum State implements Rows.Coded {
    ACTIVE(0),
    DELIVERED(1),
    REJECTED(2),
    DISPUTED(3),
    PAID(4),
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

    /** Returns whether no money is left in the order. */
    public boolean isFinal() {
      return switch (this) {
        case ACTIVE, DELIVERED, REJECTED, DISPUTED -> false;
        case PAID, REFUNDED, SPLIT -> true;
      };
    }

    /** Returns the text used in answers. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What changes on the way.
   *
   * @param deadline block time at which silence decides, or at which the order ended; epoch
   *     milliseconds
   * @param revisionsLeft how often the buyer may still send it back
   * @param evidence number of hashes that the parties have put forward
   * @param delivered the last delivery, if any
   */
  public record Progress(
      State state, long deadline, int revisionsLeft, int evidence, Optional<Hash> delivered) {
    Progress at(State newState, long newDeadline) {
      return new Progress(newState, newDeadline, revisionsLeft, evidence, delivered);
    }

    Progress delivering(Hash content, long newDeadline) {
      return new Progress(
          State.DELIVERED, newDeadline, revisionsLeft, evidence, Optional.of(content));
    }

    Progress revising(long newDeadline) {
      return new Progress(State.ACTIVE, newDeadline, revisionsLeft - 1, evidence, delivered);
    }

    Progress withEvidence(int more) {
      return new Progress(state, deadline, revisionsLeft, evidence + more, delivered);
    }
  }

  /**
   * How an order ended.
   *
   * @param toSeller the seller's part, the market fee included
   * @param sellerRating number of the seller's rating; it exists if the seller got something
   * @param buyerRating number of the buyer's rating; likewise
   * @param reviewedByBuyer whether the buyer has given stars
   * @param reviewedBySeller whether the seller has
   */
  public record Ending(
      Tokens toSeller,
      int sellerRating,
      int buyerRating,
      boolean reviewedByBuyer,
      boolean reviewedBySeller) {
    Ending reviewed(boolean byBuyer) {
      return new Ending(
          toSeller,
          sellerRating,
          buyerRating,
          reviewedByBuyer || byBuyer,
          reviewedBySeller || !byBuyer);
    }
  }

  public State state() {
    return progress.state();
  }

  /** Returns whether silence has decided, whether or not its entry has run. */
  @Override
  public boolean isOverdueAt(long time) {
    return !state().isFinal() && time >= progress.deadline();
  }

  Hold hold() {
    return new Hold(agreement.buyer(), agreement.seller(), agreement.amount(), id.hex());
  }

  Order with(Progress next, Hash event) {
    return new Order(id, agreement, next, ending, event);
  }

  Order ended(Progress next, Ending how, Hash event) {
    return new Order(id, agreement, next, Optional.of(how), event);
  }
}
