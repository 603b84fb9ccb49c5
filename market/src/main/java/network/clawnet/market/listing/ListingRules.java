package network.clawnet.market.listing;

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
import network.clawnet.core.state.StateView;
import network.clawnet.market.kernel.MarketRule;
import network.clawnet.market.kernel.Members;

/** The rules of {@code market.listing.*}. Source: docs/protocol/market.md, section 4. */
public final class ListingRules {
  public static final String UPDATE = "market.listing.update";
  public static final String WITHDRAW = "market.listing.withdraw";

  private ListingRules() {}

  /** Payload of {@code market.listing.withdraw}. */
  private record Withdrawal(Hash listingId, Hash resourcePrev) {
    static Withdrawal decode(JsonFields in) throws DecodeException {
      return new Withdrawal(Members.hash(in, "listingId"), Members.hash(in, Members.RESOURCE_PREV));
    }
  }

  public static List<Rules<?>> rules() {
    return List.of(
        new MarketRule<>(
            new MarketRule.Heading(UPDATE, FeeClass.FREE_LANE, 40),
            new MarketRule.Form<>(Update.MEMBERS, Update::decode),
            ListingRules::mayUpdate,
            ListingRules::update),
        new MarketRule<>(
            new MarketRule.Heading(WITHDRAW, FeeClass.SETTLEMENT, 30),
            new MarketRule.Form<>(Set.of("listingId", Members.RESOURCE_PREV), Withdrawal::decode),
            ListingRules::mayWithdraw,
            ListingRules::withdraw));
  }

  private static Verdict mayUpdate(Update event, EventContext context, StateView view) {
    return ListingChecks.found(
        view,
        event.listingId(),
        listing ->
            ListingChecks.open(listing, context)
                .then(() -> ListingChecks.byOwner(listing, context))
                .then(() -> ListingChecks.kind(listing, event.fits(listing.kind())))
                .then(() -> ListingChecks.current(listing, event.resourcePrev()))
                .then(() -> Funds.positive(event.price().orElse(listing.price())))
                .then(
                    () ->
                        ListingChecks.expiry(
                            event.expiresAt().orElse(listing.offer().expiresAt()), context)));
  }

  private static void update(Update event, EventContext context, Changes changes) {
    Listing before = Listings.get(changes, event.listingId()).orElseThrow();
    Listing after = before.with(event.applied(before.offer()), context.hash());
    Listings.change(before, after, changes);
    event.about().ifPresent(about -> Listings.describe(before.id(), about, changes));
  }

  /** An expired listing that still stands may be withdrawn: so its money needs no due entry. */
  private static Verdict mayWithdraw(Withdrawal event, EventContext context, StateView view) {
    return ListingChecks.found(
        view,
        event.listingId(),
        listing ->
            ListingChecks.status(listing.status())
                .then(() -> ListingChecks.byOwner(listing, context))
                .then(() -> ListingChecks.current(listing, event.resourcePrev())));
  }

  private static void withdraw(Withdrawal event, EventContext context, Changes changes) {
    Listing listing = Listings.get(changes, event.listingId()).orElseThrow();
    Listings.end(listing, Listing.Status.WITHDRAWN, context.hash(), changes);
  }
}
