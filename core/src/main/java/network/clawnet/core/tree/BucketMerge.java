package network.clawnet.core.tree;

import java.util.Arrays;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.tree.node.NodeHasher;
import network.clawnet.core.tree.node.PathRule;

/** Applies the changes of one bucket to its bytes. One owner thread. */
final class BucketMerge {
  private static final long MAX_ARRAY_BYTES = Integer.MAX_VALUE - 8L;

  private final NodeHasher hasher;
  private final PathRule rule;
  private final SortedChanges changes;
  private final byte[] path = new byte[Hash.BYTES];
  private byte[] out = new byte[4096];
  private int size;
  private long added;

  BucketMerge(NodeHasher hasher, PathRule rule, SortedChanges changes) {
    this.hasher = hasher;
    this.rule = rule;
    this.changes = changes;
  }

  /** Returns entries inserted less entries deleted so far. */
  long added() {
    return added;
  }

  /** Returns the bucket after changes {@code from <= i < to}. */
  byte[] merge(byte[] bucket, int from, int to) {
    size = 0;
    int entry = 0;
    int change = from;
    while (entry < bucket.length || change < to) {
      int order = order(bucket, entry, change, to);
      if (order < 0) {
        int next = Bucket.next(bucket, entry);
        copy(bucket, entry, next);
        entry = next;
        continue;
      }
      if (order == 0) {
        entry = Bucket.next(bucket, entry);
        added--;
      }
      put(change++);
    }
    return Arrays.copyOf(out, size);
  }

  /** Negative: the entry comes first; 0: the change replaces it; positive: the change first. */
  private int order(byte[] bucket, int entry, int change, int to) {
    if (entry == bucket.length) {
      return 1;
    }
    if (change == to) {
      return -1;
    }
    int byBits = Long.compareUnsigned(Bucket.bits(bucket, entry), changes.bits(change));
    if (byBits != 0) {
      return byBits;
    }
    if (Bucket.hasKey(bucket, entry, changes.key(change))) {
      return 0;
    }
    rule.path(changes.module(), Bucket.key(bucket, entry), path);
    int at = changes.pathAt(change);
    return Arrays.compareUnsigned(path, 0, Hash.BYTES, changes.paths(), at, at + Hash.BYTES);
  }

  private void copy(byte[] bucket, int from, int to) {
    reserve(to - from);
    System.arraycopy(bucket, from, out, size, to - from);
    size += to - from;
  }

  private void put(int change) {
    byte[] value = changes.value(change);
    if (value == null) {
      return;
    }
    byte[] key = changes.key(change);
    reserve(Bucket.OVERHEAD_BYTES + key.length + value.length);
    hasher.leaf(changes.paths(), changes.pathAt(change), value, out, Bucket.leafHashAt(size));
    size = Bucket.write(out, size, changes.bits(change), key, value);
    added++;
  }

  private void reserve(int bytes) {
    if (out.length - size < bytes) {
      long doubled = Math.min(MAX_ARRAY_BYTES, out.length * 2L);
      out = Arrays.copyOf(out, (int) Math.max(Math.addExact(size, bytes), doubled));
    }
  }
}
