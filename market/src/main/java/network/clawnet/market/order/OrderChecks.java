package network.clawnet.market.order;

import java.util.Optional;
import java.util.function.Function;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;

/** The questions that every step of an order answers first, in the published order. */
final class OrderChecks {
  private OrderChecks() {}

  /** Asks on about an order to which the action may be done now by whoever signed. */
  static Verdict allowed(
      OrderAction action,
      OrderStep<?> step,
      EventContext context,
      StateView view,
      Function<Order, ? extends Verdict> next) {
    Order order = Orders.get(view, step.orderId()).orElse(null);
    if (order == null) {
      return Verdict.reject(OrderCodes.NOT_FOUND, "no order " + step.orderId());
    }
    return running(action, order)
        .then(() -> signed(action.signer(), order.agreement(), context))
        .then(() -> inTime(action, order, context.block().time()))
        .then(() -> inState(action, order, context))
        .then(() -> current(order, step.resourcePrev()))
        .then(() -> next.apply(order));
  }

  private static Verdict running(OrderAction action, Order order) {
    return order.state().isFinal() && action != OrderAction.REVIEW
        ? inState(OrderCodes.ENDED, "the order has ended", order)
        : Verdict.accept();
  }

  private static Verdict signed(OrderAction.Signer signer, Agreement deal, EventContext context) {
    boolean buyer = deal.signedByBuyer(context);
    boolean seller = deal.signedBySeller(context);
    return switch (signer) {
      case ANYBODY -> Verdict.accept();
      case BUYER -> unless(buyer, OrderCodes.NOT_BUYER, "only the buyer may do this");
      case SELLER -> unless(seller, OrderCodes.NOT_SELLER, "only the seller may do this");
      case EITHER -> party(buyer || seller);
      case ISSUER -> party(deal.isParty(context.issuer()));
      case BOTH ->
          party(buyer || seller)
              .then(
                  () ->
                      unless(
                          buyer && seller,
                          OrderCodes.COSIGN_MISSING,
                          "this needs buyer and seller: add a cosign"));
      case ARBITER -> {
        Optional<Did> arbiter = deal.arbiter().filter(context::signedBy);
        yield unless(
            arbiter.isPresent(), OrderCodes.NOT_ARBITER, "only the order's arbiter may do this");
      }
    };
  }

  private static Verdict party(boolean is) {
    return unless(is, OrderCodes.NOT_PARTY, "only buyer and seller may do this");
  }

  private static Verdict unless(boolean fine, RejectCode code, String message) {
    return fine ? Verdict.accept() : Verdict.reject(code, message);
  }

  private static Verdict inTime(OrderAction action, Order order, long time) {
    boolean overdue = order.isOverdueAt(time);
    long deadline = order.progress().deadline();
    if (action == OrderAction.CLOSE) {
      return overdue
          ? Verdict.accept()
          : Verdict.reject(OrderCodes.NOT_OVERDUE, "the deadline has not passed yet")
              .with("deadline", deadline);
    }
    return overdue
        ? Verdict.reject(OrderCodes.OVERDUE, "the deadline has passed: close the order")
            .with("deadline", deadline)
        : Verdict.accept();
  }

  private static Verdict inState(OrderAction action, Order order, EventContext context) {
    boolean fits =
        action.fits(order.state()) && (action != OrderAction.DISPUTE || turn(order, context));
    boolean paid = order.ending().map(ending -> !ending.toSeller().isZero()).orElse(false);
    return fits && (action != OrderAction.REVIEW || paid)
        ? Verdict.accept()
        : inState(OrderCodes.INVALID_STATE, "the order does not allow this now", order);
  }

  /** Whom the silence of the present state would hurt may object. */
  private static boolean turn(Order order, EventContext context) {
    return order.state() == Order.State.DELIVERED
        ? order.agreement().signedByBuyer(context)
        : order.agreement().signedBySeller(context);
  }

  private static Verdict current(Order order, Hash resourcePrev) {
    return resourcePrev.equals(order.lastEvent())
        ? Verdict.accept()
        : Verdict.reject(
                AccountCodes.PREV_MISMATCH,
                "the order has changed: read it again and pass its resourcePrev")
            .with("resourcePrev", Json.of(order.lastEvent().hex()));
  }

  private static Verdict inState(RejectCode code, String message, Order order) {
    return Verdict.reject(code, message).with("state", Json.of(order.state().text()));
  }
}
