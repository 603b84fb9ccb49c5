package network.clawnet.daemon.query.market;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.port.Store;
import network.clawnet.daemon.app.market.Cursor;

/** Makes the rows of all final blocks where they are missing or of another version. */
public final class MarketRebuild {
  /** Rows written at once. */
  private static final int BATCH = 4_096;

  private MarketRebuild() {}

  /**
   * Makes what is missing; returns at once where nothing is. Called before the ledger runs.
   *
   * @return blocks that were read again
   */
  public static long run(LedgerDatabase database) throws IOException {
    Store store = database.store();
    byte[] version = store.get(MarketRows.FAMILY, MarketRows.versionKey());
    if (version != null && Arrays.equals(version, new byte[] {MarketRows.VERSION})) {
      return 0;
    }
    clear(store);
    long head = database.start().head().height();
    MarketEvents rows = new MarketEvents(database.tree());
    List<Store.Write> batch = new ArrayList<>();
    for (long height = 1; height <= head; height++) {
      add(database, height, rows, batch);
      if (batch.size() >= BATCH) {
        store.write(batch, false);
        batch = new ArrayList<>();
      }
    }
    batch.add(MarketRows.complete());
    store.write(batch, false);
    if (head > 0) {
      store.flush(); // else nothing would be lost by making it again
    }
    return head;
  }

  private static void add(
      LedgerDatabase database, long height, MarketEvents rows, List<Store.Write> batch)
      throws IOException {
    Block block = database.reader().fullBlock(height).orElse(null);
    if (block == null) {
      return; // a ledger that began with a snapshot lacks the bodies before it
    }
    int index = 0;
    for (byte[] event : block.events()) {
      rows.index(decode(event), new Cursor(height, index++), block.header().tsMs(), batch);
    }
  }

  private static SignedEvent decode(byte[] event) throws IOException {
    try {
      return EventCodec.decode(event);
    } catch (EventFault e) {
      throw new IOException("the ledger database holds an event without form", e);
    }
  }

  private static void clear(Store store) throws IOException {
    List<Store.Write> old = new ArrayList<>();
    do {
      if (!old.isEmpty()) {
        store.write(old, false);
        old.clear();
      }
      store.scan(
          MarketRows.FAMILY,
          new byte[0],
          null,
          (key, value) -> {
            old.add(new Store.Write(MarketRows.FAMILY, key, null));
            return old.size() < BATCH;
          });
    } while (!old.isEmpty());
  }
}
