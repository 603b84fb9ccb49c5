package network.clawnet.market.listing;

import java.util.Locale;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.Hold;
import network.clawnet.market.kernel.Rows;

/**
 * A standing offer.
 *
 * @param id hash of the event that published it
 * @param running deals that came from it and have not ended
 * @param lastEvent what {@code resourcePrev} must name; deals leave it
 */
public record Listing(
    Hash id, Kind kind, Did owner, Offer offer, Status status, int running, Hash lastEvent) {
  /** What is offered. The codes are stored and never change. */
  public enum Kind implements Rows.Coded {
    INFO(1),
    CAPABILITY(2),
    /** Work for one price, which is locked. */
    TASK_FIXED(3),
    /** Work for which workers bid. */
    TASK_RANGE(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    @Override
    public int code() {
      return code;
    }

    public boolean isTask() {
      return this == TASK_FIXED || this == TASK_RANGE;
    }

    /** Returns the text used in answers. */
    public String text() {
      return isTask() ? "task" : name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where a listing stands, its expiry aside. The codes are stored and never change. */
  public enum Status implements Rows.Coded {
    OPEN(0),
    TAKEN(1),
    WITHDRAWN(2),
    EXPIRED(3);

    private final int code;

    Status(int code) {
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

  /** Returns the status at a block time: an open listing may have expired without an entry. */
  public Status statusAt(long time) {
    return status == Status.OPEN && time >= offer.expiresAt() ? Status.EXPIRED : status;
  }

  /** Returns the price of info or of a task of fixed price. */
  public Tokens price() {
    return offer.pricing().price();
  }

  /** Returns whether it holds its owner's money. */
  boolean holds() {
    return kind == Kind.TASK_FIXED && status == Status.OPEN;
  }

  Hold hold() {
    return new Hold(owner, owner, price(), id.hex());
  }

  Listing with(Offer newOffer, Hash event) {
    return new Listing(id, kind, owner, newOffer, status, running, event);
  }

  Listing with(Status newStatus, Hash event) {
    return new Listing(id, kind, owner, offer, newStatus, running, event);
  }

  Listing withRunning(int deals) {
    return new Listing(id, kind, owner, offer, status, deals, lastEvent);
  }
}
