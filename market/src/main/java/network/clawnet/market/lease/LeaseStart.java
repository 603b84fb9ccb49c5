package network.clawnet.market.lease;

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
import network.clawnet.market.kernel.MarketCodes;
import network.clawnet.market.kernel.MarketRule;
import network.clawnet.market.kernel.Members;
import network.clawnet.market.kernel.Relations;
import network.clawnet.market.listing.Listing;
import network.clawnet.market.listing.ListingChecks;
import network.clawnet.market.listing.Listings;
import network.clawnet.market.listing.Pricing;
import network.clawnet.market.order.Arbitration;
import network.clawnet.market.order.PlaceRules;

/**
 * The rules of {@code market.lease.start}: somebody rents a capability. Source:
 * docs/protocol/market.md, section 7.
 */
public final class LeaseStart {
  public static final String START = "market.lease.start";

  private static final int UNITS = 80;

  private LeaseStart() {}

  /**
   * Payload of {@code market.lease.start}.
   *
   * @param units most units, or number of periods
   * @param amount what they cost, as the renter has seen it
   */
  private record Start(
      Hash listingId, Hash resourcePrev, long units, Tokens amount, boolean withoutArbiter) {
    static final Set<String> MEMBERS =
        Set.of("listingId", Members.RESOURCE_PREV, "units", "amount", "withoutArbiter");

    static Start decode(JsonFields in) throws DecodeException {
      return new Start(
          Members.hash(in, "listingId"),
          Members.hash(in, Members.RESOURCE_PREV),
          in.integer("units", 1, Pricing.MAX_UNITS),
          in.amount("amount"),
          in.flag("withoutArbiter", false));
    }
  }

  public static List<Rules<?>> rules() {
    return List.of(
        new MarketRule<>(
            new MarketRule.Heading(START, FeeClass.FREE_LANE, UNITS),
            new MarketRule.Form<>(Start.MEMBERS, Start::decode),
            LeaseStart::check,
            LeaseStart::apply));
  }

  private static Verdict check(Start event, EventContext context, StateView view) {
    return ListingChecks.found(
        view,
        event.listingId(),
        listing ->
            ListingChecks.kind(listing, listing.kind() == Listing.Kind.CAPABILITY)
                .then(() -> ListingChecks.open(listing, context))
                .then(
                    () ->
                        Relations.apart(
                            view, context.issuer(), listing.owner(), listing.offer().operator()))
                .then(() -> ListingChecks.current(listing, event.resourcePrev()))
                .then(() -> quota(event.units(), listing.offer().pricing()))
                .then(() -> priced(event, listing.price()))
                .then(() -> ListingChecks.hasRoom(listing))
                .then(
                    () ->
                        Arbitration.ready(
                            view,
                            context,
                            context.issuer(),
                            listing.owner(),
                            event.withoutArbiter()))
                .then(() -> Funds.available(event.amount(), context, view)));
  }

  private static Verdict quota(long units, Pricing pricing) {
    return units <= pricing.limit()
        ? Verdict.accept()
        : Verdict.reject(LeaseCodes.QUOTA, "a lease has at most " + pricing.limit())
            .with("maxUnits", pricing.limit());
  }

  private static Verdict priced(Start event, Tokens price) {
    return price.value() > Tokens.MAX / event.units()
        ? Verdict.reject(MarketCodes.PRICE_MISMATCH, "nobody can pay so many units")
        : PlaceRules.priced(event.amount(), new Tokens(price.value() * event.units()));
  }

  private static void apply(Start event, EventContext context, Changes changes) {
    Listing listing = Listings.get(changes, event.listingId()).orElseThrow();
    Did renter = context.issuer();
    Rental rental =
        new Rental(
            listing.id(),
            renter,
            listing.owner(),
            Arbitration.arbiter(changes, context, renter, listing.owner()),
            listing.price(),
            event.units(),
            listing.offer().pricing().periodMs(),
            listing.offer().terms(),
            context.block().time());
    Lease lease =
        new Lease(
            context.hash(),
            rental,
            Lease.State.ACTIVE,
            rental.endsAt(),
            0,
            0,
            Tokens.ZERO,
            context.hash());
    lease.hold().lock(changes);
    Listings.begin(listing, changes);
    Leases.begin(lease, changes);
  }
}
