package network.clawnet.wallet.escrow;

import java.nio.charset.StandardCharsets;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.DueRules;

/**
 * Returns the rest of an escrow to its depositor at expiry, without anybody's doing. Source:
 * docs/protocol/events.md, sections 6.3 and 7.
 */
public final class EscrowExpiry implements DueRules {
  @Override
  public int dueClass() {
    return EscrowMoney.DUE_CLASS;
  }

  @Override
  public void onDue(DueEntry entry, BlockContext block, Changes changes) {
    Escrows.get(changes, new String(entry.id(), StandardCharsets.US_ASCII))
        .filter(escrow -> !escrow.remaining().isZero())
        .ifPresent(
            escrow -> EscrowMoney.refund(escrow, escrow.remaining(), escrow.lastEvent(), changes));
  }
}
