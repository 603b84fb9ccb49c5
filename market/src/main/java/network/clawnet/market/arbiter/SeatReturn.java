package network.clawnet.market.arbiter;

import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.DueRules;
import network.clawnet.core.identity.Did;
import network.clawnet.market.kernel.MarketModules;

/** Pays back a seat that was given up. Source: docs/protocol/market.md, sections 6 and 8. */
public final class SeatReturn implements DueRules {
  @Override
  public int dueClass() {
    return MarketModules.DUE_SEAT;
  }

  @Override
  public void onDue(DueEntry entry, BlockContext block, Changes changes) {
    if (entry.id().length == PublicKey.BYTES) {
      Seats.get(changes, new Did(PublicKey.of(entry.id())))
          .filter(seat -> !seat.isDrawn() && seat.returnsAt() <= block.time())
          .ifPresent(seat -> Seats.payBack(seat, changes));
    }
  }
}
