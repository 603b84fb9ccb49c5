package network.clawnet.market.lease;

import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.arbiter.Seats;
import network.clawnet.market.kernel.Hold;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.market.listing.Listings;
import network.clawnet.market.reputation.Rating;
import network.clawnet.market.reputation.Ratings;

/** How a lease moves on and is settled. Each presumes that checks have passed. */
final class Settlements {
  private final MarketParams params;

  Settlements(MarketParams params) {
    this.params = params;
  }

  /** Where and why something happens. */
  record Moment(long time, Hash event) {}

  /** Settles by the last total that both have signed. */
  void settle(Lease lease, Moment at, Changes changes) {
    Tokens due = lease.rental().worth(lease.metered());
    settle(lease, Hold.Shares.of(due, fee(due)), Rating.BEST, at, changes);
  }

  /**
   * Settles a subscription.
   *
   * @param byRenter whether the renter ends it, and so pays the period that has begun
   */
  void settlePeriods(Lease lease, boolean byRenter, Moment at, Changes changes) {
    Rental rental = lease.rental();
    long periods = byRenter ? rental.begunAt(at.time()) : rental.overAt(at.time());
    Tokens due = rental.worth(periods);
    settle(lease, Hold.Shares.of(due, fee(due)), Rating.BEST, at, changes);
  }

  void rule(Lease lease, Tokens toProvider, Moment at, Changes changes) {
    Rental rental = lease.rental();
    Tokens part = disputed(lease);
    long won = toProvider.minus(rental.worth(lease.metered())).value();
    Hold.Shares shares =
        new Hold.Shares(toProvider, fee(toProvider), rental.arbiter(), params.arbitrationFee(part));
    settle(lease, shares, (int) (won * Rating.BEST / part.value()), at, changes);
  }

  /** Returns the most that a ruling can give to the provider. */
  Tokens largestRuling(Lease lease) {
    Tokens part = disputed(lease);
    return lease.rental().worth(lease.claimed()).minus(params.arbitrationFee(part));
  }

  /** Does what silence means in the lease's state. */
  void silence(Lease lease, Moment at, Changes changes) {
    Rental rental = lease.rental();
    switch (lease.state()) {
      case ACTIVE -> {
        if (rental.isSubscription()) {
          settlePeriods(lease, false, at, changes);
        } else {
          long deadline = lease.deadline() + rental.terms().reviewMs();
          Lease closing = lease.at(Lease.State.CLOSING, deadline, at.event());
          Leases.move(lease, closing, changes);
        }
      }
      case CLOSING -> settle(lease, at, changes);
      case DISPUTED -> {
        settle(lease, at, changes);
        long returnsAt = at.time() + params.unbondingMs();
        rental.arbiter().ifPresent(it -> Seats.leave(it, returnsAt, changes));
      }
      case SETTLED -> {}
    }
  }

  /** Returns what is claimed beyond the total that both have signed. */
  private static Tokens disputed(Lease lease) {
    return lease.rental().worth(lease.claimed() - lease.metered());
  }

  private Tokens fee(Tokens toProvider) {
    return toProvider.isZero() ? Tokens.ZERO : params.marketFee(toProvider, params.rates().lease());
  }

  private static void settle(
      Lease lease, Hold.Shares shares, int outcome, Moment at, Changes changes) {
    lease.hold().settle(shares, changes);
    Lease after = lease.at(Lease.State.SETTLED, at.time(), at.event()).paying(shares.toPayee());
    Leases.move(lease, after, changes);
    Listings.end(lease.rental().listing(), changes);
    if (!shares.toPayee().isZero()) {
      boolean ruled = shares.arbiter().isPresent();
      rate(lease, Rating.Side.SELLER, outcome, ruled, at.time(), changes);
      rate(
          lease,
          Rating.Side.BUYER,
          ruled ? Rating.BEST - outcome : Rating.BEST,
          ruled,
          at.time(),
          changes);
    }
  }

  private static void rate(
      Lease lease, Rating.Side side, int outcome, boolean ruled, long time, Changes changes) {
    Did provider = lease.rental().provider();
    Did renter = lease.rental().renter();
    boolean seller = side == Rating.Side.SELLER;
    Rating rating =
        new Rating(lease.id(), seller ? renter : provider, side, time, outcome, ruled, 0);
    Ratings.add(seller ? provider : renter, rating, changes);
  }
}
