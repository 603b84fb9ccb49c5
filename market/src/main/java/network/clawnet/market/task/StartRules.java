package network.clawnet.market.task;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import network.clawnet.core.account.Funds;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.Hold;
import network.clawnet.market.kernel.MarketRule;
import network.clawnet.market.kernel.Members;
import network.clawnet.market.kernel.Relations;
import network.clawnet.market.kernel.Terms;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.listing.ListingChecks;
import network.clawnet.market.listing.Listings;
import network.clawnet.market.order.Agreement;
import network.clawnet.market.order.Arbitration;
import network.clawnet.market.order.Orders;
import network.clawnet.market.order.PlaceRules;

/**
 * The rules of {@code market.task.accept} and {@code market.task.take}: a task finds its worker and
 * becomes an order. Source: docs/protocol/market.md, section 5.
 */
public final class StartRules {
  public static final String ACCEPT = "market.task.accept";
  public static final String TAKE = "market.task.take";

  private static final int UNITS = 80;

  private StartRules() {}

  /**
   * Payload of {@code market.task.accept}.
   *
   * @param bid the bid's event, as the owner has seen it
   */
  private record Acceptance(Start task, Did bidder, Hash bid, Tokens amount) {
    static final Set<String> MEMBERS =
        Set.of("taskId", Members.RESOURCE_PREV, "bidder", "bid", "amount", "withoutArbiter");

    static Acceptance decode(JsonFields in) throws DecodeException {
      return new Acceptance(
          Start.decode(in),
          Members.did(in, "bidder"),
          Members.hash(in, "bid"),
          in.amount("amount"));
    }
  }

  /** Payload of {@code market.task.take}, and a part of the other. */
  private record Start(Hash taskId, Hash resourcePrev, boolean withoutArbiter) {
    static final Set<String> MEMBERS = Set.of("taskId", Members.RESOURCE_PREV, "withoutArbiter");

    static Start decode(JsonFields in) throws DecodeException {
      return new Start(
          Members.hash(in, "taskId"),
          Members.hash(in, Members.RESOURCE_PREV),
          in.flag("withoutArbiter", false));
    }
  }

  public static List<Rules<?>> rules() {
    return List.of(
        new MarketRule<>(
            new MarketRule.Heading(ACCEPT, FeeClass.FREE_LANE, UNITS),
            new MarketRule.Form<>(Acceptance.MEMBERS, Acceptance::decode),
            StartRules::mayAccept,
            StartRules::accept),
        new MarketRule<>(
            new MarketRule.Heading(TAKE, FeeClass.FREE_LANE, UNITS),
            new MarketRule.Form<>(Start.MEMBERS, Start::decode),
            StartRules::mayTake,
            StartRules::take));
  }

  private static Verdict mayAccept(Acceptance event, EventContext context, StateView view) {
    return ListingChecks.found(
        view,
        event.task().taskId(),
        task ->
            ListingChecks.kind(task, task.kind() == Listing.Kind.TASK_RANGE)
                .then(() -> ListingChecks.open(task, context))
                .then(() -> ListingChecks.byOwner(task, context))
                .then(() -> apart(task, event.bidder(), view))
                .then(() -> ListingChecks.current(task, event.task().resourcePrev()))
                .then(() -> bid(event, view, bid -> seen(event, bid)))
                .then(() -> ready(event.task(), task.owner(), event.bidder(), context, view))
                .then(() -> Funds.available(event.amount(), context, view)));
  }

  private static Verdict mayTake(Start event, EventContext context, StateView view) {
    return ListingChecks.found(
        view,
        event.taskId(),
        task ->
            ListingChecks.kind(task, task.kind() == Listing.Kind.TASK_FIXED)
                .then(() -> ListingChecks.open(task, context))
                .then(() -> apart(task, context.issuer(), view))
                .then(() -> ListingChecks.current(task, event.resourcePrev()))
                .then(() -> ready(event, task.owner(), context.issuer(), context, view)));
  }

  private static Verdict apart(Listing task, Did worker, StateView view) {
    return Relations.apart(view, task.owner(), worker, Optional.empty());
  }

  private static Verdict ready(
      Start event, Did owner, Did worker, EventContext context, StateView view) {
    return Arbitration.ready(view, context, owner, worker, event.withoutArbiter());
  }

  private static Verdict bid(
      Acceptance event, StateView view, Function<Bid, ? extends Verdict> next) {
    Bid bid = Bids.get(view, event.task().taskId(), event.bidder()).orElse(null);
    return bid == null
        ? Verdict.reject(BidCodes.NOT_FOUND, "no such bid on this task")
        : next.apply(bid);
  }

  private static Verdict seen(Acceptance event, Bid bid) {
    Verdict same =
        bid.event().equals(event.bid())
            ? Verdict.accept()
            : Verdict.reject(BidCodes.CHANGED, "the bid has changed: read it again")
                .with("bid", Json.of(bid.event().hex()));
    return same.then(() -> PlaceRules.priced(event.amount(), bid.price()));
  }

  private static void accept(Acceptance event, EventContext context, Changes changes) {
    Listing task = Listings.get(changes, event.task().taskId()).orElseThrow();
    Bid bid = Bids.get(changes, task.id(), event.bidder()).orElseThrow();
    new Hold(task.owner(), event.bidder(), bid.price(), context.hash().hex()).lock(changes);
    Bids.remove(task.id(), event.bidder(), changes);
    Terms terms = task.offer().terms().withDeliverMs(bid.deliverMs());
    begin(task, event.bidder(), bid.price(), terms, context, changes);
  }

  private static void take(Start event, EventContext context, Changes changes) {
    Listing task = Listings.get(changes, event.taskId()).orElseThrow();
    begin(task, context.issuer(), task.price(), task.offer().terms(), context, changes);
  }

  private static void begin(
      Listing task, Did worker, Tokens amount, Terms terms, EventContext context, Changes changes) {
    Agreement agreement =
        new Agreement(
            Agreement.Kind.TASK,
            task.id(),
            task.owner(),
            worker,
            Arbitration.arbiter(changes, context, task.owner(), worker),
            amount,
            terms,
            Optional.empty());
    Listings.take(task, context.hash(), changes);
    Orders.begin(agreement, context, changes);
  }
}
