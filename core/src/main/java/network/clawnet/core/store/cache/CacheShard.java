package network.clawnet.core.store.cache;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One part of the bucket cache: an open hash table with the CLOCK rule of eviction. Any thread. */
final class CacheShard {
  /** Bytes that an entry occupies besides its content. */
  private static final int ENTRY_BYTES = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final long maxBytes;
  private long[] keys = new long[64];
  private byte[] @Nullable [] buckets = new byte[64][];
  private long[] commits = new long[64];
  private boolean[] used = new boolean[64];
  private int size;
  private long bytes;
  private final AtomicLong epoch = new AtomicLong();
  private long written;
  private int hand;
  private boolean stuck;

  CacheShard(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  byte @Nullable [] find(long key, long mixed) {
    lock.lock();
    try {
      int slot = slot(key, mixed);
      byte[] found = buckets[slot];
      if (found != null) {
        used[slot] = true;
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  /** Returns a number that every {@link #put} changes. */
  long epoch() {
    return epoch.get();
  }

  /** Keeps what was read from the store, unless the shard changed since the epoch was read. */
  void offer(long key, long mixed, byte[] bucket, long epochBefore) {
    lock.lock();
    try {
      if (epoch.get() == epochBefore && buckets[slot(key, mixed)] == null) {
        insert(key, mixed, bucket, 0);
      }
    } finally {
      lock.unlock();
    }
  }

  void put(long key, long mixed, byte[] bucket, long commit) {
    lock.lock();
    try {
      epoch.incrementAndGet();
      int slot = slot(key, mixed);
      byte[] before = buckets[slot];
      if (before == null) {
        insert(key, mixed, bucket, commit);
        return;
      }
      bytes += bucket.length - before.length;
      buckets[slot] = bucket;
      commits[slot] = commit;
      used[slot] = true;
      evict();
    } finally {
      lock.unlock();
    }
  }

  void written(long commit) {
    lock.lock();
    try {
      written = Math.max(written, commit);
      stuck = false;
      evict();
    } finally {
      lock.unlock();
    }
  }

  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  private void insert(long key, long mixed, byte[] bucket, long commit) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    int slot = slot(key, mixed);
    keys[slot] = key;
    buckets[slot] = bucket;
    commits[slot] = commit;
    used[slot] = true;
    size++;
    bytes += bucket.length + ENTRY_BYTES;
    evict();
  }

  /** Returns the slot of the key, or the free one where it belongs. */
  private int slot(long key, long mixed) {
    int mask = keys.length - 1;
    int slot = (int) mixed & mask;
    while (buckets[slot] != null && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /**
   * One round clears the marks, the next frees; when all that is left is unwritten, waits for the
   * next writing.
   */
  private void evict() {
    int steps = 3 * keys.length;
    while (bytes > maxBytes && !stuck) {
      if (steps-- == 0) {
        stuck = true;
      } else if (buckets[hand] == null || commits[hand] > written) {
        hand = (hand + 1) & (keys.length - 1);
      } else if (used[hand]) {
        used[hand] = false;
        hand = (hand + 1) & (keys.length - 1);
      } else {
        remove(hand);
      }
    }
  }

  /** Frees a slot and moves later entries of the same run back, so that none is cut off. */
  private void remove(int slot) {
    byte[] removed = buckets[slot];
    bytes -= (removed == null ? 0 : removed.length) + ENTRY_BYTES;
    size--;
    int mask = keys.length - 1;
    int hole = slot;
    for (int at = (hole + 1) & mask; buckets[at] != null; at = (at + 1) & mask) {
      int home = (int) BucketCache.mix(keys[at]) & mask;
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        move(at, hole);
        hole = at;
      }
    }
    buckets[hole] = null;
  }

  private void move(int from, int to) {
    keys[to] = keys[from];
    buckets[to] = buckets[from];
    commits[to] = commits[from];
    used[to] = used[from];
  }

  private void grow() {
    long[] oldKeys = keys;
    byte[] @Nullable [] oldBuckets = buckets;
    long[] oldCommits = commits;
    boolean[] oldUsed = used;
    int capacity = oldKeys.length * 2;
    keys = new long[capacity];
    buckets = new byte[capacity][];
    commits = new long[capacity];
    used = new boolean[capacity];
    hand = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldBuckets[i] != null) {
        int slot = slot(oldKeys[i], BucketCache.mix(oldKeys[i]));
        keys[slot] = oldKeys[i];
        buckets[slot] = oldBuckets[i];
        commits[slot] = oldCommits[i];
        used[slot] = oldUsed[i];
      }
    }
  }
}
