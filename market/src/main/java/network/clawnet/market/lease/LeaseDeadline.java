package network.clawnet.market.lease;

import network.clawnet.core.event.DueRules;
import network.clawnet.market.kernel.Deadline;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.kernel.MarketParams;

/** Moves a lease on in silence. Source: docs/protocol/market.md, sections 7 and 8. */
public final class LeaseDeadline {
  private LeaseDeadline() {}

  /** Returns the rule for all deadlines of leases. */
  public static DueRules of(MarketParams params) {
    Settlements settlements = new Settlements(params);
    return new Deadline<>(
        MarketModules.DUE_LEASE,
        Leases::get,
        (lease, block, changes) ->
            settlements.silence(
                lease, new Settlements.Moment(block.time(), lease.lastEvent()), changes));
  }
}
