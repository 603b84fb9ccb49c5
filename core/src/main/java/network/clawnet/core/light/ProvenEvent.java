package network.clawnet.core.light;

import network.clawnet.core.block.Header;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.ledger.Receipt;

/**
 * An event that was proved to be in a final block.
 *
 * @param header of the block
 * @param index place among the block's events, from 0
 * @param receipt what the event did
 */
public record ProvenEvent(Header header, int index, SignedEvent event, Receipt receipt) {
  /** Returns the height of the block. */
  public long height() {
    return header.height();
  }
}
