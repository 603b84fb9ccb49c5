package network.clawnet.market.order;

import java.util.Arrays;
import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.market.kernel.MarketRule;
import network.clawnet.market.kernel.Terms;
import network.clawnet.market.order.Endings.Moment;
import network.clawnet.market.reputation.Ratings;

/** The rules of an order's steps. Source: docs/protocol/market.md, section 5. */
public final class OrderRules {
  private final Endings endings;

  private OrderRules(MarketParams params) {
    this.endings = new Endings(params);
  }

  /** Returns a rule for each {@link OrderAction}, in their order. */
  public static List<Rules<?>> rules(MarketParams params) {
    OrderRules rules = new OrderRules(params);
    return Arrays.stream(OrderAction.values()).<Rules<?>>map(rules::rule).toList();
  }

  private Rules<?> rule(OrderAction action) {
    return switch (action) {
      case DELIVER -> step(action, OrderStep.delivery(), OrderRules::promised, this::deliver);
      case APPROVE -> step(action, OrderStep.plain(), OrderRules::any, this::approve);
      case REVISE -> step(action, OrderStep.reason(), OrderRules::mayRevise, this::revise);
      case REJECT -> step(action, OrderStep.reason(), OrderRules::mayReject, this::reject);
      case CANCEL -> step(action, OrderStep.reason(), OrderRules::any, this::cancel);
      case DISPUTE -> step(action, OrderStep.objection(), OrderRules::any, this::dispute);
      case EVIDENCE -> step(action, OrderStep.evidence(), OrderRules::hasRoom, this::evidence);
      case RULE -> step(action, OrderStep.share(), this::mayRule, this::rule);
      case SPLIT -> step(action, OrderStep.share(), OrderRules::maySplit, this::split);
      case CLOSE -> step(action, OrderStep.plain(), OrderRules::any, this::close);
      case REVIEW -> step(action, OrderStep.stars(), OrderRules::mayReview, this::review);
    };
  }

  /** What a step asks besides what all of them ask. */
  private interface Question<P> {
    Verdict ask(Order order, P part, EventContext context);
  }

  /** What a step does. */
  private interface Deed<P> {
    void apply(Order order, P part, EventContext context, Changes changes);
  }

  private static <P> Rules<?> step(
      OrderAction action,
      MarketRule.Form<OrderStep<P>> form,
      Question<? super P> question,
      Deed<? super P> deed) {
    return new MarketRule<>(
        action.heading(),
        form,
        (step, context, view) ->
            OrderChecks.allowed(
                action, step, context, view, order -> question.ask(order, step.part(), context)),
        (step, context, changes) ->
            deed.apply(
                Orders.get(changes, step.orderId()).orElseThrow(), step.part(), context, changes));
  }

  private static Verdict any(Order order, Object part, EventContext context) {
    return Verdict.accept();
  }

  private static Verdict promised(Order order, OrderStep.Delivery part, EventContext context) {
    Hash promised = order.agreement().contentHash().orElse(part.contentHash());
    return promised.equals(part.contentHash())
        ? Verdict.accept()
        : Verdict.reject(OrderCodes.CONTENT_MISMATCH, "the listing promised another content")
            .with("contentHash", Json.of(promised.hex()));
  }

  private static Verdict mayRevise(Order order, String reason, EventContext context) {
    return mayReject(order, reason, context)
        .then(
            () ->
                unless(
                    order.progress().revisionsLeft() > 0,
                    OrderCodes.REVISIONS_USED,
                    "no revision is left: approve, reject or dispute"));
  }

  private static Verdict mayReject(Order order, String reason, EventContext context) {
    return unless(
        order.agreement().kind() == Agreement.Kind.TASK,
        OrderCodes.KIND,
        "only a task is revised or rejected: dispute the delivery");
  }

  private static Verdict hasRoom(Order order, List<Hash> evidence, EventContext context) {
    return unless(
        order.progress().evidence() + evidence.size() <= OrderStep.MAX_EVIDENCE,
        OrderCodes.EVIDENCE_LIMIT,
        "an order has at most " + OrderStep.MAX_EVIDENCE + " hashes of evidence");
  }

  private Verdict mayRule(Order order, Tokens toSeller, EventContext context) {
    return covered(toSeller, endings.largestRuling(order));
  }

  private static Verdict maySplit(Order order, Tokens toSeller, EventContext context) {
    return covered(toSeller, order.agreement().amount());
  }

  private static Verdict covered(Tokens toSeller, Tokens remaining) {
    return toSeller.compareTo(remaining) <= 0
        ? Verdict.accept()
        : Verdict.reject(OrderCodes.OVERDRAWN, "there are only " + remaining + " Token to share")
            .with("remaining", remaining.value());
  }

  private static Verdict mayReview(Order order, OrderStep.Stars part, EventContext context) {
    Order.Ending ending = order.ending().orElseThrow();
    boolean done =
        isBuyer(order, context.issuer()) ? ending.reviewedByBuyer() : ending.reviewedBySeller();
    return unless(!done, OrderCodes.REVIEW_EXISTS, "you have reviewed this order")
        .then(
            () ->
                unless(
                    context.block().time() - order.progress().deadline() <= Terms.MAX_WINDOW_MS,
                    OrderCodes.REVIEW_LATE,
                    "the order ended too long ago"));
  }

  private static Verdict unless(boolean fine, RejectCode code, String message) {
    return fine ? Verdict.accept() : Verdict.reject(code, message);
  }

  private void deliver(
      Order order, OrderStep.Delivery part, EventContext context, Changes changes) {
    long deadline = context.block().time() + order.agreement().terms().reviewMs();
    move(order, order.progress().delivering(part.contentHash(), deadline), context, changes);
  }

  private void approve(Order order, OrderStep.Nothing part, EventContext context, Changes changes) {
    endings.approve(order, moment(context), changes);
  }

  private void revise(Order order, String reason, EventContext context, Changes changes) {
    long deadline = context.block().time() + order.agreement().terms().deliverMs();
    move(order, order.progress().revising(deadline), context, changes);
  }

  private void reject(Order order, String reason, EventContext context, Changes changes) {
    long deadline = context.block().time() + order.agreement().terms().reviewMs();
    move(order, order.progress().at(Order.State.REJECTED, deadline), context, changes);
  }

  private void cancel(Order order, String reason, EventContext context, Changes changes) {
    endings.cancel(order, moment(context), changes);
  }

  private void dispute(
      Order order, OrderStep.Objection part, EventContext context, Changes changes) {
    long deadline = context.block().time() + order.agreement().terms().disputeMs();
    Order.Progress next =
        order.progress().at(Order.State.DISPUTED, deadline).withEvidence(part.evidence().size());
    move(order, next, context, changes);
  }

  private void evidence(Order order, List<Hash> part, EventContext context, Changes changes) {
    move(order, order.progress().withEvidence(part.size()), context, changes);
  }

  private void rule(Order order, Tokens toSeller, EventContext context, Changes changes) {
    endings.rule(order, toSeller, moment(context), changes);
  }

  private void split(Order order, Tokens toSeller, EventContext context, Changes changes) {
    endings.split(order, toSeller, moment(context), changes);
  }

  private void close(Order order, OrderStep.Nothing part, EventContext context, Changes changes) {
    endings.silence(order, moment(context), changes);
  }

  private void review(Order order, OrderStep.Stars part, EventContext context, Changes changes) {
    Order.Ending ending = order.ending().orElseThrow();
    boolean byBuyer = isBuyer(order, context.issuer());
    if (byBuyer) {
      Ratings.review(order.agreement().seller(), ending.sellerRating(), part.rating(), changes);
    } else {
      Ratings.review(order.agreement().buyer(), ending.buyerRating(), part.rating(), changes);
    }
    Orders.put(order.ended(order.progress(), ending.reviewed(byBuyer), context.hash()), changes);
  }

  private static void move(
      Order order, Order.Progress next, EventContext context, Changes changes) {
    Orders.move(order, order.with(next, context.hash()), changes);
  }

  private static boolean isBuyer(Order order, Did did) {
    return order.agreement().buyer().equals(did);
  }

  private static Moment moment(EventContext context) {
    return new Moment(context.block(), context.hash());
  }
}
