package network.clawnet.market.order;

import network.clawnet.core.event.DueRules;
import network.clawnet.market.kernel.Deadline;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.kernel.MarketParams;

/** Ends an order in silence. Source: docs/protocol/market.md, sections 5 and 8. */
public final class OrderDeadline {
  private OrderDeadline() {}

  /** Returns the rule for deadlines that give the money back. */
  public static DueRules ofRefunds(MarketParams params) {
    return of(MarketModules.DUE_ORDER_REFUND, params);
  }

  /** Returns the rule for deadlines that pay or split. */
  public static DueRules ofPayments(MarketParams params) {
    return of(MarketModules.DUE_ORDER_PAY, params);
  }

  private static DueRules of(int dueClass, MarketParams params) {
    Endings endings = new Endings(params);
    return new Deadline<>(
        dueClass,
        Orders::get,
        (order, block, changes) ->
            endings.silence(order, new Endings.Moment(block, order.lastEvent()), changes));
  }
}
