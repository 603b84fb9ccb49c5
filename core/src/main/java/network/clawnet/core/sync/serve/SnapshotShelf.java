package network.clawnet.core.sync.serve;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Store;
import network.clawnet.core.sync.wire.SnapshotId;
import network.clawnet.core.tree.StatePart;
import network.clawnet.core.tree.StateTree;
import network.clawnet.core.tree.node.PathRange;

/**
 * The snapshots that this node offers: the newest two, taken at ends of epochs. One is open from
 * the first question for it until nobody has asked for any in {@link #IDLE_NANOS}. Any thread; may
 * block on disk.
 */
public final class SnapshotShelf implements AutoCloseable {
  /** Snapshots that are kept. */
  public static final int KEPT = 2;

  /** Least time between two by block time, so that a joiner has the time to take one. */
  public static final long SPACING_MS = 10 * 60_000L;

  static final long IDLE_NANOS = 5 * 60_000_000_000L;

  private static final long CACHE_BYTES = 1 << 20;

  private final SnapshotPlace place;
  private final long spacingMs;
  private List<SnapshotId> kept;
  private long newestTime;
  private final Map<SnapshotId, OpenCopy> open = new HashMap<>();
  private long askedAt;

  private record OpenCopy(Store store, StateTree tree) {}

  /**
   * Offers what earlier runs left.
   *
   * @param spacingMs least time between two, {@link #SPACING_MS} but in tests
   */
  public SnapshotShelf(SnapshotPlace place, long spacingMs) throws IOException {
    this.place = place;
    this.spacingMs = spacingMs;
    this.kept = newest(place.list());
  }

  private static List<SnapshotId> newest(List<SnapshotId> all) {
    return all.stream()
        .sorted(Comparator.comparingLong(SnapshotId::height).reversed())
        .limit(KEPT)
        .toList();
  }

  /**
   * The database holds the state after this block and nothing newer, until this returns. Takes a
   * snapshot if the block ends an epoch and the last snapshot is old enough.
   */
  public synchronized void reached(Header header) throws IOException {
    if (!header.lastOfEpoch() || header.tsMs() - newestTime < spacingMs) {
      return;
    }
    SnapshotId id = SnapshotId.of(header);
    if (!kept.contains(id)) {
      place.take(id);
    }
    newestTime = header.tsMs();
    List<SnapshotId> all = place.list();
    kept = newest(all);
    for (SnapshotId old : all) {
      if (!kept.contains(old)) {
        closeIf(old);
        place.delete(old);
      }
    }
  }

  /** Returns what this node offers, newest first. */
  public synchronized List<SnapshotId> offers() {
    return kept;
  }

  /** Returns a part; empty if the snapshot is not here. */
  public synchronized Optional<StatePart> part(Hash block, PathRange range, long nowNanos)
      throws IOException {
    Optional<SnapshotId> id = kept.stream().filter(it -> it.block().equals(block)).findFirst();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    askedAt = nowNanos;
    return Optional.of(open(id.get()).tree().part(range));
  }

  /** Closes what nobody has asked for lately. */
  public synchronized void rest(long nowNanos) throws IOException {
    if (!open.isEmpty() && nowNanos - askedAt >= IDLE_NANOS) {
      close();
    }
  }

  private OpenCopy open(SnapshotId id) throws IOException {
    OpenCopy copy = open.get(id);
    if (copy == null) {
      Store store = place.open(id);
      copy =
          new OpenCopy(
              store,
              StateTree.open(
                  store, LedgerDatabase.STATE, CACHE_BYTES, StateTree.SideBySide.IN_TURN));
      open.put(id, copy);
    }
    return copy;
  }

  private void closeIf(SnapshotId id) throws IOException {
    OpenCopy copy = open.remove(id);
    if (copy != null) {
      copy.store().close();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    for (SnapshotId id : List.copyOf(open.keySet())) {
      closeIf(id);
    }
  }
}
