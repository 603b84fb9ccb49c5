package network.clawnet.market.listing;

import java.util.List;
import java.util.Set;
import network.clawnet.core.account.Funds;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.FeeClass;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.state.StateView;
import network.clawnet.market.kernel.MarketRule;

/** The rules of the events that publish a listing. Source: docs/protocol/market.md, section 4. */
public final class PublishRules {
  public static final String INFO = "market.info.publish";
  public static final String CAPABILITY = "market.capability.publish";
  public static final String TASK = "market.task.publish";

  private static final int UNITS = 40;

  private PublishRules() {}

  public static List<Rules<?>> rules() {
    return List.of(
        rule(INFO, Publication.INFO_MEMBERS, Publication::info),
        rule(CAPABILITY, Publication.CAPABILITY_MEMBERS, Publication::capability),
        rule(TASK, Publication.TASK_MEMBERS, Publication::task));
  }

  private static Rules<Publication> rule(
      String type, Set<String> members, MarketRule.Decoder<Publication> decoder) {
    return new MarketRule<>(
        new MarketRule.Heading(type, FeeClass.FREE_LANE, UNITS),
        new MarketRule.Form<>(members, decoder),
        PublishRules::check,
        PublishRules::apply);
  }

  private static Verdict check(Publication event, EventContext context, StateView view) {
    Pricing pricing = event.offer().pricing();
    return Funds.positive(pricing.price())
        .then(() -> ordered(pricing))
        .then(() -> ListingChecks.expiry(event.expiry(context), context))
        .then(
            () ->
                event.kind() == Listing.Kind.TASK_FIXED
                    ? Funds.available(pricing.price(), context, view)
                    : Verdict.accept());
  }

  private static void apply(Publication event, EventContext context, Changes changes) {
    Listings.open(event.listing(context), event.about(), changes);
  }

  private static Verdict ordered(Pricing pricing) {
    return pricing.price().compareTo(pricing.max()) <= 0
        ? Verdict.accept()
        : Verdict.reject(ListingCodes.RANGE_INVALID, "the range's max is less than its min");
  }
}
