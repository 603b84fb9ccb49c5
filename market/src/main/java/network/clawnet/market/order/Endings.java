package network.clawnet.market.order;

import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.arbiter.Seats;
import network.clawnet.market.kernel.Hold;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.market.listing.Listings;
import network.clawnet.market.reputation.Rating;
import network.clawnet.market.reputation.Ratings;

/** The ways in which an order ends. Each presumes a running order and that checks have passed. */
final class Endings {
  private final MarketParams params;

  Endings(MarketParams params) {
    this.params = params;
  }

  /** Why an order ends. */
  private enum Cause {
    /** The buyer has approved, or has not answered. */
    ACCEPTED,
    /** The seller gives all back. */
    CANCELLED,
    /** Both agree. */
    AGREED,
    /** The seller has not delivered, or has not objected to a rejection. */
    FORFEITED,
    RULED,
    /** Nobody has ruled in time. */
    UNRULED
  }

  /** Where and why something happens. */
  record Moment(BlockContext block, Hash event) {}

  void approve(Order order, Moment at, Changes changes) {
    end(order, order.agreement().amount(), Cause.ACCEPTED, at, changes);
  }

  void cancel(Order order, Moment at, Changes changes) {
    end(order, Tokens.ZERO, Cause.CANCELLED, at, changes);
  }

  void split(Order order, Tokens toSeller, Moment at, Changes changes) {
    end(order, toSeller, Cause.AGREED, at, changes);
  }

  void rule(Order order, Tokens toSeller, Moment at, Changes changes) {
    end(order, toSeller, Cause.RULED, at, changes);
  }

  /** Does what silence means in the order's state. */
  void silence(Order order, Moment at, Changes changes) {
    Tokens amount = order.agreement().amount();
    switch (order.state()) {
      case ACTIVE, REJECTED -> end(order, Tokens.ZERO, Cause.FORFEITED, at, changes);
      case DELIVERED -> end(order, amount, Cause.ACCEPTED, at, changes);
      case DISPUTED -> {
        Tokens share = MarketParams.share(amount, order.agreement().terms().silentShare());
        end(order, share, Cause.UNRULED, at, changes);
        long returnsAt = at.block().time() + params.unbondingMs();
        order.agreement().arbiter().ifPresent(it -> Seats.leave(it, returnsAt, changes));
      }
      case PAID, REFUNDED, SPLIT -> {}
    }
  }

  /** Returns the most that a ruling can give to the seller. */
  Tokens largestRuling(Order order) {
    Tokens amount = order.agreement().amount();
    return amount.minus(params.arbitrationFee(amount));
  }

  private void end(Order order, Tokens toSeller, Cause cause, Moment at, Changes changes) {
    Agreement deal = order.agreement();
    Tokens fee =
        toSeller.isZero() ? Tokens.ZERO : params.marketFee(toSeller, deal.kind().rate(params));
    Optional<Did> arbiter = cause == Cause.RULED ? deal.arbiter() : Optional.empty();
    Tokens toArbiter = arbiter.isPresent() ? params.arbitrationFee(deal.amount()) : Tokens.ZERO;
    order.hold().settle(new Hold.Shares(toSeller, fee, arbiter, toArbiter), changes);
    Tokens back = deal.amount().minus(toSeller).minus(toArbiter);
    Order.Ending ending = rate(order, toSeller, cause, at.block().time(), changes);
    Order after =
        order.ended(
            order.progress().at(finalState(toSeller, back), at.block().time()), ending, at.event());
    Orders.move(order, after, changes);
    Listings.end(deal.listing(), changes);
  }

  private static Order.State finalState(Tokens toSeller, Tokens back) {
    if (toSeller.isZero()) {
      return Order.State.REFUNDED;
    }
    return back.isZero() ? Order.State.PAID : Order.State.SPLIT;
  }

  /** A deal that paid the seller counts for both; one that the seller has failed, for it alone. */
  private static Order.Ending rate(
      Order order, Tokens toSeller, Cause cause, long time, Changes changes) {
    Agreement deal = order.agreement();
    boolean disputed = cause == Cause.RULED;
    boolean paid = !toSeller.isZero();
    boolean failed = !paid && (cause == Cause.FORFEITED || disputed);
    int share = (int) (toSeller.value() * Rating.BEST / deal.amount().value());
    int sellerRating = 0;
    int buyerRating = 0;
    if (paid || failed) {
      Rating rating =
          new Rating(order.id(), deal.buyer(), Rating.Side.SELLER, time, share, disputed, 0);
      sellerRating = Ratings.add(deal.seller(), rating, changes);
    }
    if (paid) {
      int fair = disputed ? Rating.BEST - share : Rating.BEST;
      Rating rating =
          new Rating(order.id(), deal.seller(), Rating.Side.BUYER, time, fair, disputed, 0);
      buyerRating = Ratings.add(deal.buyer(), rating, changes);
    }
    return new Order.Ending(toSeller, sellerRating, buyerRating, false, false);
  }
}
