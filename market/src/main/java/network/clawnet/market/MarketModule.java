package network.clawnet.market;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.event.DueRules;
import network.clawnet.core.event.Rules;
import network.clawnet.market.arbiter.SeatReturn;
import network.clawnet.market.arbiter.SeatRules;
import network.clawnet.market.contract.ContractDeadline;
import network.clawnet.market.contract.ContractRules;
import network.clawnet.market.contract.CreateRules;
import network.clawnet.market.contract.MilestoneRules;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.market.lease.LeaseDeadline;
import network.clawnet.market.lease.LeaseRules;
import network.clawnet.market.lease.LeaseStart;
import network.clawnet.market.listing.ListingExpiry;
import network.clawnet.market.listing.ListingRules;
import network.clawnet.market.listing.PublishRules;
import network.clawnet.market.order.OrderDeadline;
import network.clawnet.market.order.OrderRules;
import network.clawnet.market.order.PlaceRules;
import network.clawnet.market.task.BidRules;
import network.clawnet.market.task.StartRules;

/** What the markets add to a chain's rule book. */
public final class MarketModule {
  private MarketModule() {}

  /**
   * Returns the rules of every {@code market.*} and {@code contract.*} event, in the order of their
   * table.
   */
  public static List<Rules<?>> rules(MarketParams params) {
    List<Rules<?>> rules = new ArrayList<>();
    rules.addAll(PublishRules.rules());
    rules.addAll(ListingRules.rules());
    rules.addAll(PlaceRules.rules());
    rules.addAll(BidRules.rules());
    rules.addAll(StartRules.rules());
    rules.addAll(OrderRules.rules(params));
    rules.addAll(LeaseStart.rules());
    rules.addAll(LeaseRules.rules(params));
    rules.addAll(SeatRules.rules(params));
    rules.addAll(CreateRules.rules());
    rules.addAll(ContractRules.rules(params));
    rules.addAll(MilestoneRules.rules(params));
    return List.copyOf(rules);
  }

  public static List<DueRules> dueRules(MarketParams params) {
    return List.of(
        OrderDeadline.ofRefunds(params),
        ListingExpiry.ofTasks(),
        new SeatReturn(),
        ContractDeadline.ofRefunds(params),
        OrderDeadline.ofPayments(params),
        ListingExpiry.ofOthers(),
        LeaseDeadline.of(params),
        ContractDeadline.ofOthers(params));
  }
}
