package network.clawnet.core.store.rocksdb;

import java.util.ArrayDeque;
import java.util.Deque;
import network.clawnet.core.port.Store.Family;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/** The native options of one database, freed together after it is closed. */
final class RocksOptions implements AutoCloseable {
  private static final long MIB = 1L << 20;
  private static final int BACKGROUND_JOBS = 2;
  private static final long BLOCK_BYTES = 4096;
  private static final double BLOOM_BITS_PER_KEY = 10;
  private static final double INDEX_SHARE_OF_CACHE = 0.5;

  /** Share of a memtable for a filter that tells quickly that a key is not in it. */
  private static final double MEMTABLE_BLOOM_SHARE = 0.01;

  /** One is filled while others are flushed: with two, writers wait for the disk. */
  private static final int MEMTABLES = 4;

  /**
   * Each merge into the large level rewrites it: half as often costs a few bloom filters a read.
   */
  private static final int LEVEL_0_FILES = 14;

  private final Deque<AbstractNativeReference> natives = new ArrayDeque<>();
  private final RocksProfile profile;
  private final Cache cache;
  private final DBOptions database;
  private final WriteOptions unsynced;
  private final WriteOptions synced;

  RocksOptions(RocksProfile profile) {
    this.profile = profile;
    cache = own(new LRUCache(profile.cacheBytes(), -1, false, INDEX_SHARE_OF_CACHE));
    WriteBufferManager memtables =
        own(new WriteBufferManager(profile.memtableBytes(), cache, false));
    database =
        own(new DBOptions())
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setParanoidChecks(true)
            .setAtomicFlush(!profile.log())
            .setWriteBufferManager(memtables)
            .setMaxBackgroundJobs(BACKGROUND_JOBS)
            .setBytesPerSync(MIB)
            // a torn tail is what a crash leaves; damage before the tail must be refused
            .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setMaxLogFileSize(MIB)
            .setKeepLogFileNum(3)
            .setStatsDumpPeriodSec(0)
            .setStatsPersistPeriodSec(0);
    unsynced = own(new WriteOptions()).setDisableWAL(!profile.log());
    synced = own(new WriteOptions()).setSync(profile.log()).setDisableWAL(!profile.log());
  }

  DBOptions database() {
    return database;
  }

  WriteOptions write(boolean sync) {
    return sync ? synced : unsynced;
  }

  Cache cache() {
    return cache;
  }

  /**
   * Memtables are as large as the shared budget: the budget alone decides when to flush. A point
   * family is overwritten everywhere all the time: levels would rewrite all of it for every few
   * flushes, so its files are merged with others of their own size, at up to three times the space.
   */
  ColumnFamilyOptions family(Family family) {
    boolean point = profile.pointFamilies().contains(family);
    BlockBasedTableConfig table =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setBlockSize(point ? BLOCK_BYTES : 4 * BLOCK_BYTES)
            .setFilterPolicy(own(new BloomFilter(BLOOM_BITS_PER_KEY, false)))
            .setCacheIndexAndFilterBlocks(true)
            .setCacheIndexAndFilterBlocksWithHighPriority(true)
            .setPinL0FilterAndIndexBlocksInCache(true);
    if (point) {
      table.setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash);
    }
    return own(new ColumnFamilyOptions())
        .setTableFormatConfig(table)
        .setCompactionStyle(point ? CompactionStyle.UNIVERSAL : CompactionStyle.LEVEL)
        .setWriteBufferSize(2 * profile.memtableBytes())
        .setLevelCompactionDynamicLevelBytes(true)
        .setMaxWriteBufferNumber(MEMTABLES)
        .setLevel0FileNumCompactionTrigger(LEVEL_0_FILES)
        .setMemtablePrefixBloomSizeRatio(point ? MEMTABLE_BLOOM_SHARE : 0)
        .setMemtableWholeKeyFiltering(point)
        .setOptimizeFiltersForHits(point)
        .setCompressionType(
            point ? CompressionType.NO_COMPRESSION : CompressionType.LZ4_COMPRESSION);
  }

  @Override
  public void close() {
    while (!natives.isEmpty()) {
      natives.pop().close();
    }
  }

  private <T extends AbstractNativeReference> T own(T created) {
    natives.push(created);
    return created;
  }
}
