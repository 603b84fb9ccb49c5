package network.clawnet.core.store.cache;

import java.util.function.LongFunction;

/**
 * Committed buckets of the state tree in memory, bounded in bytes. Any thread. A bucket that is not
 * yet written to the store stays until it is, so that nobody reads the older one from there.
 */
public final class BucketCache {
  private static final int SHARD_BITS = 4;

  private final CacheShard[] shards = new CacheShard[1 << SHARD_BITS];

  /** Bounds the cache to so many bytes; unwritten buckets may exceed it until they are written. */
  public BucketCache(long maxBytes) {
    for (int i = 0; i < shards.length; i++) {
      shards[i] = new CacheShard(maxBytes >> SHARD_BITS);
    }
  }

  /**
   * Returns the bucket. The loader runs without a lock; what it read is kept only if nobody has
   * changed a bucket of the shard meanwhile.
   */
  public byte[] get(long key, LongFunction<byte[]> loader) {
    long mixed = mix(key);
    CacheShard shard = shard(mixed);
    long epoch = shard.epoch();
    byte[] cached = shard.find(key, mixed);
    if (cached != null) {
      return cached;
    }
    byte[] loaded = loader.apply(key);
    shard.offer(key, mixed, loaded, epoch);
    return loaded;
  }

  /** Replaces a bucket by one of the given commit. */
  public void put(long key, byte[] bucket, long commit) {
    long mixed = mix(key);
    shard(mixed).put(key, mixed, bucket, commit);
  }

  /** All buckets of commits up to this one are in the store and may be evicted. */
  public void written(long commit) {
    for (CacheShard shard : shards) {
      shard.written(commit);
    }
  }

  /** Returns the bytes held, bookkeeping included. */
  public long bytes() {
    long sum = 0;
    for (CacheShard shard : shards) {
      sum += shard.bytes();
    }
    return sum;
  }

  private CacheShard shard(long mixed) {
    return shards[(int) (mixed >>> (Long.SIZE - SHARD_BITS))];
  }

  /** Bucket starts differ in high bits only: without mixing they fall into a few clusters. */
  static long mix(long key) {
    long h = key * 0x9E3779B97F4A7C15L;
    h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
    return h ^ (h >>> 32);
  }
}
