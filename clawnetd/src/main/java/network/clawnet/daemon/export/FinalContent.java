package network.clawnet.daemon.export;

import java.util.List;
import network.clawnet.core.block.Header;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.ledger.Receipt;

/**
 * A final block as a sink gets it.
 *
 * @param hash the block's
 * @param events in block order
 * @param receipts of due entries first, then of the events, each in block order
 */
public record FinalContent(
    Header header, Hash hash, List<SignedEvent> events, List<Receipt> receipts) {
  public FinalContent {
    events = List.copyOf(events);
    receipts = List.copyOf(receipts);
  }

  public long height() {
    return header.height();
  }
}
