package network.clawnet.market.lease;

import java.util.Locale;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.Hold;
import network.clawnet.market.kernel.Rows;
import network.clawnet.market.kernel.Timed;

/**
 * A lease as the ledger keeps it. While it is not settled it holds its amount.
 *
 * @param id hash of the event that began it
 * @param metered units that both sides have signed
 * @param claimed units that the provider claims in a dispute; else 0
 * @param deadline block time at which it moves on by itself, or at which it was settled
 * @param paid what the provider got, the market fee included; 0 before the settlement
 * @param lastEvent what {@code resourcePrev} must name; the meter leaves it
 */
public record Lease(
    Hash id,
    Rental rental,
    State state,
    long deadline,
    long metered,
    long claimed,
    Tokens paid,
    Hash lastEvent)
    implements Timed {
  /** Where a lease stands. The codes are stored and never change. */
  public enum State implements Rows.Coded {
    ACTIVE(0),
    /** Over; the last total may still be brought. */
    CLOSING(1),
    DISPUTED(2),
    SETTLED(3);

    private final int code;

    State(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }

    /** Returns the text used in answers. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns whether silence has decided, whether or not its entry has run. */
  @Override
  public boolean isOverdueAt(long time) {
    return state != State.SETTLED && time >= deadline;
  }

  Hold hold() {
    return new Hold(rental.renter(), rental.provider(), rental.amount(), id.hex());
  }

  Lease at(State newState, long newDeadline, Hash event) {
    return new Lease(id, rental, newState, newDeadline, metered, claimed, paid, event);
  }

  Lease metering(long units) {
    return new Lease(id, rental, state, deadline, units, claimed, paid, lastEvent);
  }

  Lease claiming(long units) {
    return new Lease(id, rental, state, deadline, metered, units, paid, lastEvent);
  }

  Lease paying(Tokens amount) {
    return new Lease(id, rental, state, deadline, metered, claimed, amount, lastEvent);
  }
}
