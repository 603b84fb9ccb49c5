package network.clawnet.core.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.tree.node.Geometry;
import network.clawnet.core.tree.node.NodeHasher;
import network.clawnet.core.tree.node.PathRule;

/**
 * Computes what a block's changes do to one module: merges them into the buckets they fall into,
 * splits as many buckets as the new number of entries asks for, and rehashes the paths above. Used
 * once. One owner thread.
 */
final class ModuleUpdate {
  private final ModuleState prior;
  private final SortedChanges changes;
  private final NodeHasher hasher;
  private final BucketHasher bucketHasher;
  private final BucketMerge merge;
  private final Geometry old;
  private final Buckets merged = new Buckets();
  private final Buckets result = new Buckets();

  ModuleUpdate(ModuleState prior, SortedChanges changes, NodeHasher hasher, PathRule rule) {
    this.prior = prior;
    this.changes = changes;
    this.hasher = hasher;
    bucketHasher = new BucketHasher(hasher, rule);
    merge = new BucketMerge(hasher, rule, changes);
    old = prior.geometry();
  }

  ModuleDelta run() {
    mergeChanges();
    long entries = prior.entries() + merge.added();
    Geometry geometry = old.grown(entries);
    split(geometry);
    return new ModuleDelta(
        changes.module(),
        geometry,
        entries,
        prior,
        result.starts(),
        result.contents,
        hashLevels(geometry));
  }

  private void mergeChanges() {
    int from = 0;
    while (from < changes.size()) {
      int start = old.startOf(changes.bits(from));
      int to = from + 1;
      while (to < changes.size() && old.startOf(changes.bits(to)) == start) {
        to++;
      }
      merged.add(start, merge.merge(prior.content(start), from, to));
      from = to;
    }
  }

  /** Emits merged buckets in path order, and between them the untouched ones that split. */
  private void split(Geometry geometry) {
    int[] splits = splitStarts(geometry);
    int next = 0;
    for (int i = 0; i < merged.size; i++) {
      int flipped = merged.flipped[i];
      while (next < splits.length && splits[next] < flipped) {
        int start = splits[next++] ^ Integer.MIN_VALUE;
        emit(start, prior.content(start), geometry);
      }
      if (next < splits.length && splits[next] == flipped) {
        next++;
      }
      emit(flipped ^ Integer.MIN_VALUE, merged.contents.get(i), geometry);
    }
    while (next < splits.length) {
      int start = splits[next++] ^ Integer.MIN_VALUE;
      emit(start, prior.content(start), geometry);
    }
  }

  /** Returns the flipped starts of the old buckets that the new geometry divides, ascending. */
  private int[] splitStarts(Geometry geometry) {
    int[] starts = new int[geometry.buckets() - old.buckets()];
    for (int i = 0; i < starts.length; i++) {
      Geometry step = new Geometry(old.buckets() + i);
      int level = step.level();
      int start = level == 0 ? 0 : step.halved() << (Integer.SIZE - level);
      starts[i] = old.startOf(Geometry.bits(start)) ^ Integer.MIN_VALUE;
    }
    Arrays.sort(starts);
    int distinct = 0;
    for (int i = 0; i < starts.length; i++) {
      if (i == 0 || starts[i] != starts[i - 1]) {
        starts[distinct++] = starts[i];
      }
    }
    return Arrays.copyOf(starts, distinct);
  }

  /** Cuts an old bucket at the borders of the new ones; its own start is always emitted. */
  private void emit(int start, byte[] bucket, Geometry geometry) {
    int current = start;
    int from = 0;
    for (int entry = 0; entry < bucket.length; entry = Bucket.next(bucket, entry)) {
      int at = geometry.startOf(Bucket.bits(bucket, entry));
      if (at != current) {
        if (entry > from || current == start) {
          result.add(current, Arrays.copyOfRange(bucket, from, entry));
        }
        current = at;
        from = entry;
      }
    }
    result.add(current, from == 0 ? bucket : Arrays.copyOfRange(bucket, from, bucket.length));
  }

  private LevelNodes[] hashLevels(Geometry geometry) {
    int level = geometry.level();
    LevelNodes[] levels = new LevelNodes[geometry.halved() > 0 ? level + 2 : level + 1];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = new LevelNodes(Math.min(result.size, 1 << i));
    }
    int halvedBuckets = 0;
    while (halvedBuckets < result.size
        && geometry.levelOf(Geometry.bits(result.start(halvedBuckets))) > level) {
      hashBucket(levels[level + 1], level + 1, halvedBuckets++);
    }
    if (levels.length > level + 1) {
      levels[level].appendParents(levels[level + 1], level + 1, prior, hasher);
    }
    for (int i = halvedBuckets; i < result.size; i++) {
      hashBucket(levels[level], level, i);
    }
    for (int i = level; i > 0; i--) {
      levels[i - 1].appendParents(levels[i], i, prior, hasher);
    }
    return levels;
  }

  private void hashBucket(LevelNodes nodes, int level, int i) {
    byte[] bucket = result.contents.get(i);
    bucketHasher.load(changes.module(), bucket, 0, bucket.length);
    int node = nodes.append(Geometry.index(Geometry.bits(result.start(i)), level));
    int depth = BucketHasher.MODULE_BITS + level;
    nodes.kind(
        node,
        bucketHasher.subtree(0, bucketHasher.size(), depth, nodes.hashes(), node * Hash.BYTES));
  }

  /** Bucket starts, sign bit flipped so that they ascend as signed numbers, and contents. */
  private static final class Buckets {
    private int[] flipped = new int[16];
    private final List<byte[]> contents = new ArrayList<>();
    private int size;

    void add(int start, byte[] content) {
      if (size == flipped.length) {
        flipped = Arrays.copyOf(flipped, size * 2);
      }
      flipped[size++] = start ^ Integer.MIN_VALUE;
      contents.add(content);
    }

    int start(int i) {
      return flipped[i] ^ Integer.MIN_VALUE;
    }

    int[] starts() {
      return Arrays.copyOf(flipped, size);
    }
  }
}
