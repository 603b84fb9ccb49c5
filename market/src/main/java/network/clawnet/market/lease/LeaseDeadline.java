package network.clawnet.market.lease;

import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.DueRules;
import network.clawnet.market.kernel.MarketModules;
import network.clawnet.market.kernel.MarketParams;

/** Moves a lease on in silence. Source: docs/protocol/market.md, sections 7 and 8. */
public final class LeaseDeadline implements DueRules {
  private final Settlements settlements;

  public LeaseDeadline(MarketParams params) {
    this.settlements = new Settlements(params);
  }

  @Override
  public int dueClass() {
    return MarketModules.DUE_LEASE;
  }

  @Override
  public void onDue(DueEntry entry, BlockContext block, Changes changes) {
    if (entry.id().length == Hash.BYTES) {
      Leases.get(changes, Hash.of(entry.id()))
          .filter(lease -> lease.isOverdueAt(block.time()))
          .ifPresent(
              lease ->
                  settlements.silence(
                      lease, new Settlements.Moment(block.time(), lease.lastEvent()), changes));
    }
  }
}
