package network.clawnet.market.order;

import java.util.List;
import java.util.Set;
import network.clawnet.core.account.Funds;
import network.clawnet.core.codec.DecodeException;
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
import network.clawnet.market.kernel.MarketCodes;
import network.clawnet.market.kernel.MarketRule;
import network.clawnet.market.kernel.Members;
import network.clawnet.market.kernel.Relations;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.listing.ListingChecks;
import network.clawnet.market.listing.Listings;

/**
 * The rules of {@code market.order.place}: somebody buys info. Source: docs/protocol/market.md,
 * section 5.
 */
public final class PlaceRules {
  public static final String PLACE = "market.order.place";

  private static final int UNITS = 80;

  private PlaceRules() {}

  /**
   * Payload of {@code market.order.place}.
   *
   * @param amount the price that the buyer has seen
   * @param withoutArbiter whether the buyer does without where none is eligible
   */
  private record Placement(
      Hash listingId, Hash resourcePrev, Tokens amount, boolean withoutArbiter) {
    static final Set<String> MEMBERS =
        Set.of("listingId", Members.RESOURCE_PREV, "amount", "withoutArbiter");

    static Placement decode(JsonFields in) throws DecodeException {
      return new Placement(
          Members.hash(in, "listingId"),
          Members.hash(in, Members.RESOURCE_PREV),
          in.amount("amount"),
          in.flag("withoutArbiter", false));
    }
  }

  public static List<Rules<?>> rules() {
    return List.of(
        new MarketRule<>(
            new MarketRule.Heading(PLACE, FeeClass.FREE_LANE, UNITS),
            new MarketRule.Form<>(Placement.MEMBERS, Placement::decode),
            PlaceRules::check,
            PlaceRules::apply));
  }

  /** Refuses an amount that is not the price. */
  public static Verdict priced(Tokens amount, Tokens price) {
    return amount.equals(price)
        ? Verdict.accept()
        : Verdict.reject(MarketCodes.PRICE_MISMATCH, "the price is " + price + " Token")
            .with("price", price.value());
  }

  private static Verdict check(Placement event, EventContext context, StateView view) {
    return ListingChecks.found(
        view,
        event.listingId(),
        listing ->
            ListingChecks.kind(listing, listing.kind() == Listing.Kind.INFO)
                .then(() -> ListingChecks.open(listing, context))
                .then(() -> apart(listing, context, view))
                .then(() -> ListingChecks.current(listing, event.resourcePrev()))
                .then(() -> priced(event.amount(), listing.price()))
                .then(() -> ListingChecks.hasRoom(listing))
                .then(() -> ready(listing, event, context, view))
                .then(() -> Funds.available(event.amount(), context, view)));
  }

  private static Verdict apart(Listing listing, EventContext context, StateView view) {
    return Relations.apart(view, context.issuer(), listing.owner(), listing.offer().operator());
  }

  private static Verdict ready(
      Listing listing, Placement event, EventContext context, StateView view) {
    return Arbitration.ready(
        view, context, context.issuer(), listing.owner(), event.withoutArbiter());
  }

  private static void apply(Placement event, EventContext context, Changes changes) {
    Listing listing = Listings.get(changes, event.listingId()).orElseThrow();
    Did buyer = context.issuer();
    Did seller = listing.owner();
    Agreement agreement =
        new Agreement(
            Agreement.Kind.INFO,
            listing.id(),
            buyer,
            seller,
            Arbitration.arbiter(changes, context, buyer, seller),
            listing.price(),
            listing.offer().terms(),
            listing.offer().contentHash());
    new Hold(buyer, seller, listing.price(), context.hash().hex()).lock(changes);
    Listings.begin(listing, changes);
    Orders.begin(agreement, context, changes);
  }
}
