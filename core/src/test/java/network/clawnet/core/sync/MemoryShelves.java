package network.clawnet.core.sync;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.port.Store;
import network.clawnet.core.sync.serve.SnapshotPlace;
import network.clawnet.core.sync.snapshot.JoinPlace;
import network.clawnet.core.sync.wire.SnapshotId;
import network.clawnet.core.testing.MemoryStore;
import org.jspecify.annotations.Nullable;

/** Snapshots and what is made of them, in memory. */
final class MemoryShelves {
  private MemoryShelves() {}

  /** Copies of one store. */
  static final class Copies implements SnapshotPlace {
    private final MemoryStore live;
    private final Map<SnapshotId, MemoryStore> copies =
        new TreeMap<>(Comparator.comparingLong(SnapshotId::height));

    Copies(MemoryStore live) {
      this.live = live;
    }

    @Override
    public void take(SnapshotId id) throws IOException {
      live.flush();
      copies.put(id, live.crash());
    }

    @Override
    public List<SnapshotId> list() {
      return List.copyOf(copies.keySet());
    }

    @Override
    public Store open(SnapshotId id) {
      return Objects.requireNonNull(copies.get(id));
    }

    @Override
    public void delete(SnapshotId id) {
      copies.remove(id);
    }
  }

  /** Where a joiner puts what it gets; outlives the node. */
  static final class Place implements JoinPlace {
    MemoryStore parts = new MemoryStore();
    MemoryStore ledger = new MemoryStore();
    @Nullable LedgerDatabase indexed;
    int ready;

    @Override
    public Store openParts() {
      return parts;
    }

    @Override
    public Store beginLedger() {
      ledger = new MemoryStore();
      return ledger;
    }

    @Override
    public void index(LedgerDatabase built) {
      indexed = built;
    }

    @Override
    public void ready() {
      ready++;
    }
  }
}
