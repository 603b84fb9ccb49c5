package network.clawnet.market.task;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.MarketRule;
import network.clawnet.market.kernel.Members;
import network.clawnet.market.kernel.Relations;
import network.clawnet.market.kernel.Terms;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.listing.ListingChecks;
import network.clawnet.market.listing.Listings;
import network.clawnet.market.listing.Pricing;

/** The rules of bidding. Source: docs/protocol/market.md, section 5. */
public final class BidRules {
  public static final String BID = "market.task.bid";
  public static final String UNBID = "market.task.unbid";

  /** Largest description of a bid, in canonical bytes. */
  private static final int MAX_ABOUT_BYTES = 2 * 1024;

  private BidRules() {}

  /**
   * Payload of {@code market.task.bid}; what it says to people stays in the event.
   *
   * @param deliverMs 0 for the task's
   */
  private record Offer(Hash taskId, Hash resourcePrev, Tokens price, long deliverMs) {
    static final Set<String> MEMBERS =
        Set.of("taskId", Members.RESOURCE_PREV, "price", "deliverMs", "about");

    static Offer decode(JsonFields in) throws DecodeException {
      if (in.has("about")) {
        Members.description(in, "about", MAX_ABOUT_BYTES);
      }
      return new Offer(
          Members.hash(in, "taskId"),
          Members.hash(in, Members.RESOURCE_PREV),
          in.amount("price"),
          Terms.deliverMs(in, 0));
    }
  }

  public static List<Rules<?>> rules() {
    return List.of(
        new MarketRule<>(
            new MarketRule.Heading(BID, FeeClass.FREE_LANE, 40),
            new MarketRule.Form<>(Offer.MEMBERS, Offer::decode),
            BidRules::mayBid,
            BidRules::bid),
        new MarketRule<>(
            new MarketRule.Heading(UNBID, FeeClass.SETTLEMENT, 20),
            new MarketRule.Form<>(Set.of("taskId"), in -> Members.hash(in, "taskId")),
            BidRules::mayUnbid,
            (task, context, changes) -> Bids.remove(task, context.issuer(), changes)));
  }

  private static Verdict mayBid(Offer event, EventContext context, StateView view) {
    return ListingChecks.found(
        view,
        event.taskId(),
        task ->
            ListingChecks.kind(task, task.kind() == Listing.Kind.TASK_RANGE)
                .then(() -> ListingChecks.open(task, context))
                .then(() -> Relations.apart(view, task.owner(), context.issuer(), Optional.empty()))
                .then(() -> ListingChecks.current(task, event.resourcePrev()))
                .then(() -> within(event.price(), task.offer().pricing())));
  }

  private static void bid(Offer event, EventContext context, Changes changes) {
    Listing task = Listings.get(changes, event.taskId()).orElseThrow();
    long deliverMs = event.deliverMs() > 0 ? event.deliverMs() : task.offer().terms().deliverMs();
    Bid bid = new Bid(event.price(), deliverMs, context.hash());
    Bids.put(task.id(), context.issuer(), bid, changes);
  }

  private static Verdict mayUnbid(Hash task, EventContext context, StateView view) {
    return Bids.get(view, task, context.issuer()).isPresent()
        ? Verdict.accept()
        : Verdict.reject(BidCodes.NOT_FOUND, "you have no bid on this task");
  }

  private static Verdict within(Tokens price, Pricing range) {
    boolean fits = price.compareTo(range.price()) >= 0 && price.compareTo(range.max()) <= 0;
    return fits
        ? Verdict.accept()
        : Verdict.reject(BidCodes.RANGE, "the price is outside the task's range")
            .with("min", range.price().value())
            .with("max", range.max().value());
  }
}
