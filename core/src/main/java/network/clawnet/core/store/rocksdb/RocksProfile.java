package network.clawnet.core.store.rocksdb;

import java.util.Set;
import network.clawnet.core.port.Store.Family;

/**
 * How a database is tuned and how it becomes durable.
 *
 * @param log true: a write-ahead log, and {@code write(batch, true)} survives a power cut; false:
 *     no log, durable is what the last atomic flush of all families covers, and the caller replays
 *     the rest from its own journal
 * @param memtableBytes budget of all memtables together; reaching it starts a flush of all families
 * @param cacheBytes block cache, index and filter blocks and memtables included
 * @param pointFamilies families of small incompressible values that are read key by key
 */
public record RocksProfile(
    boolean log, long memtableBytes, long cacheBytes, Set<Family> pointFamilies) {
  private static final long MIB = 1L << 20;

  /** Refuses budgets under 1 MiB and memtables larger than the cache that pays for them. */
  public RocksProfile {
    if (memtableBytes < MIB || cacheBytes < memtableBytes) {
      throw new IllegalArgumentException(
          "memtables of " + memtableBytes + " bytes in a cache of " + cacheBytes);
    }
    pointFamilies = Set.copyOf(pointFamilies);
  }

  /**
   * Returns the profile of the ledger database: no log (the consensus journal is the redo log), 48
   * MiB of memtables, 112 MiB of cache: with the heap, a node of 5 million accounts stays within 1
   * GiB. Source: ledger.md A15, A23; docs/performance.md.
   */
  public static RocksProfile ledger(Family... pointFamilies) {
    return new RocksProfile(false, 48 * MIB, 112 * MIB, Set.of(pointFamilies));
  }

  /** Returns the profile of the node database: a log, synced on demand, and little memory. */
  public static RocksProfile node() {
    return new RocksProfile(true, 8 * MIB, 16 * MIB, Set.of());
  }
}
