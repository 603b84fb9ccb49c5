package network.clawnet.daemon.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import network.clawnet.core.block.Block;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.ledger.Receipt;

/** Reads final blocks from the node's own ledger. */
public final class LedgerSource implements BlockSource {
  private final ChainReader reader;
  private final LongSupplier head;

  /**
   * Reads a ledger.
   *
   * @param head height of the last block that is in the database; any thread
   */
  public LedgerSource(ChainReader reader, LongSupplier head) {
    this.reader = reader;
    this.head = head;
  }

  @Override
  public long head() {
    return head.getAsLong();
  }

  @Override
  public FinalContent read(long height) throws IOException {
    Block block = reader.fullBlock(height).orElseThrow(() -> missing(height));
    List<Receipt> receipts = reader.receipts(height).orElse(List.of());
    List<SignedEvent> events = new ArrayList<>(block.events().size());
    for (byte[] event : block.events()) {
      try {
        events.add(EventCodec.decode(event));
      } catch (EventFault e) {
        throw new IOException("block " + height + " holds an event without form", e);
      }
    }
    return new FinalContent(block.header(), block.hash(), events, receipts);
  }

  private static IOException missing(long height) {
    return new IOException(
        "this node does not have block "
            + height
            + " any more: export from a node that keeps every block, or give the engine what is"
            + " before from there");
  }
}
