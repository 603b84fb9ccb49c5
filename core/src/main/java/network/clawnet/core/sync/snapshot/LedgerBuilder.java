package network.clawnet.core.sync.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.rows.SnapshotRows;
import network.clawnet.core.event.Changes;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.port.Store;
import network.clawnet.core.tree.TreeLoader;

/**
 * Makes a ledger of the parts of a state and the chain of epochs up to it. The result is opened
 * like any ledger before it counts: root, epoch and head must agree. One owner thread; blocks on
 * disk.
 */
final class LedgerBuilder {
  private static final int MODULES = 256;
  private static final int BATCH = 512;
  private static final long CACHE_BYTES = 1 << 20;

  private final Genesis genesis;
  private final Header genesisHeader;
  private final JoinPlace place;

  LedgerBuilder(Genesis genesis, Header genesisHeader, JoinPlace place) {
    this.genesis = genesis;
    this.place = place;
    this.genesisHeader = genesisHeader;
  }

  /**
   * Fills an empty store; it is durable when this returns.
   *
   * @param ends of all epochs from 0 on; the last one's state is that of the parts
   * @throws IOException also if the parts are not the state that the last end names
   */
  void build(PartStore parts, List<SnapshotRows.End> ends, Store ledger) throws IOException {
    TreeLoader loader = new TreeLoader(ledger, LedgerDatabase.STATE);
    for (int i = 0; i < MODULES; i++) {
      byte module = (byte) i;
      long[] entries = new long[1];
      parts.each(module, part -> entries[0] += TreeLoader.count(part));
      loader.begin(module, entries[0]);
      parts.each(module, loader::add);
      loader.end();
    }
    Rows rows = new Rows(ledger);
    rows.addAll(SnapshotRows.genesis(genesisHeader));
    for (SnapshotRows.End end : ends) {
      rows.addAll(SnapshotRows.epoch(end));
    }
    rows.addAll(SnapshotRows.head(ends.get(ends.size() - 1)));
    rows.write();
    LedgerDatabase built = LedgerDatabase.open(ledger, genesis, CACHE_BYTES);
    List<byte[]> due = new ArrayList<>();
    built.tree().scan(Changes.DUE_MODULE, (key, value) -> due.add(key.key()));
    for (byte[] key : due) {
      rows.addAll(List.of(SnapshotRows.due(key)));
    }
    rows.write();
    place.index(built);
    ledger.flush();
  }

  /** Writes in batches of bounded size. */
  private static final class Rows {
    private final Store store;
    private List<Store.Write> batch = new ArrayList<>();

    Rows(Store store) {
      this.store = store;
    }

    void addAll(List<Store.Write> writes) throws IOException {
      batch.addAll(writes);
      if (batch.size() >= BATCH) {
        write();
      }
    }

    void write() throws IOException {
      store.write(batch, false);
      batch = new ArrayList<>();
    }
  }
}
