package network.clawnet.market.order;

import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.DueRules;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.kernel.MarketParams;

/** Ends an order in silence. Source: docs/protocol/market.md, sections 5 and 8. */
public final class OrderDeadline implements DueRules {
  private final int dueClass;
  private final Endings endings;

  private OrderDeadline(int dueClass, MarketParams params) {
    this.dueClass = dueClass;
    this.endings = new Endings(params);
  }

  /** Returns the rule for deadlines that give the money back. */
  public static OrderDeadline ofRefunds(MarketParams params) {
    return new OrderDeadline(MarketModules.DUE_ORDER_REFUND, params);
  }

  /** Returns the rule for deadlines that pay or split. */
  public static OrderDeadline ofPayments(MarketParams params) {
    return new OrderDeadline(MarketModules.DUE_ORDER_PAY, params);
  }

  @Override
  public int dueClass() {
    return dueClass;
  }

  @Override
  public void onDue(DueEntry entry, BlockContext block, Changes changes) {
    if (entry.id().length == Hash.BYTES) {
      Orders.get(changes, Hash.of(entry.id()))
          .filter(order -> order.isOverdueAt(block.time()))
          .ifPresent(
              order ->
                  endings.silence(order, new Endings.Moment(block, order.lastEvent()), changes));
    }
  }
}
