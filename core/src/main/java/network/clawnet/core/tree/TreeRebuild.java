package network.clawnet.core.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.state.StateKey;
import org.jspecify.annotations.Nullable;

/** Rebuilds the tops of all modules from the leaf hashes in the stored buckets. Used once. */
final class TreeRebuild implements TreeStore.Records {
  /** What is believed of the stored entries. */
  enum Trust {
    /** Their leaf hashes: a start reads no value. */
    LEAF_HASHES,
    /** Nothing: path and leaf hash are computed again from key and value. */
    NOTHING
  }

  private final ModuleTop[] tops;
  private final PathRule rule;
  private final Trust trust;
  private final NodeHasher hasher = new NodeHasher();
  private final BucketHasher bucketHasher;
  private @Nullable Module current;

  TreeRebuild(ModuleTop[] tops, PathRule rule, Trust trust) {
    this.tops = tops;
    this.rule = rule;
    this.trust = trust;
    bucketHasher = new BucketHasher(hasher, rule);
  }

  /**
   * Returns the levels above the modules.
   *
   * @throws IOException if the store fails or its records contradict one another
   */
  ModuleJoin run(TreeStore store) throws IOException {
    try {
      store.scan(this);
      finish();
      ModuleJoin join = new ModuleJoin();
      for (ModuleTop top : tops) {
        join.set(top.module(), top);
      }
      return join;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void extent(byte module, TreeStore.Extent extent) {
    finish();
    current = new Module(module, extent);
  }

  @Override
  public boolean bucket(byte module, int start, byte[] bucket) {
    if (current == null || current.module != module) {
      throw TreeStore.damaged("module " + (module & 0xff) + " has buckets but no extent");
    }
    current.add(start, bucket);
    return true;
  }

  private void finish() {
    if (current != null) {
      current.finish();
      current = null;
    }
  }

  /** One module while its buckets come in path order. */
  private final class Module {
    private final byte module;
    private final TreeStore.Extent extent;
    private final List<LevelNodes> levels = new ArrayList<>();
    private long entries;

    Module(byte module, TreeStore.Extent extent) {
      this.module = module;
      this.extent = extent;
      for (int i = 0; i <= extent.geometry().level() + 1; i++) {
        levels.add(new LevelNodes(16));
      }
    }

    void add(int start, byte[] bucket) {
      Geometry geometry = extent.geometry();
      if (geometry.startOf(Geometry.bits(start)) != start) {
        throw TreeStore.damaged("module " + (module & 0xff) + " has no bucket " + start);
      }
      bucketHasher.load(module, bucket, 0, bucket.length);
      for (int i = 0; i < bucketHasher.size(); i++) {
        if (geometry.startOf(Bucket.bits(bucket, bucketHasher.entry(i))) != start) {
          throw TreeStore.damaged(
              "module " + (module & 0xff) + " has an entry in the wrong bucket " + start);
        }
      }
      if (trust == Trust.NOTHING) {
        checkLeaves(bucket);
      }
      entries += bucketHasher.size();
      int level = geometry.levelOf(Geometry.bits(start));
      LevelNodes nodes = levels.get(level);
      int node = nodes.append(Geometry.index(Geometry.bits(start), level));
      int depth = BucketHasher.MODULE_BITS + level;
      nodes.kind(
          node,
          bucketHasher.subtree(0, bucketHasher.size(), depth, nodes.hashes(), node * Hash.BYTES));
    }

    private void checkLeaves(byte[] bucket) {
      byte[] path = new byte[Hash.BYTES];
      byte[] hash = new byte[Hash.BYTES];
      for (int i = 0; i < bucketHasher.size(); i++) {
        int entry = bucketHasher.entry(i);
        byte[] key = Bucket.key(bucket, entry);
        rule.path(module, key, path);
        hasher.leaf(path, 0, Bucket.value(bucket, entry), hash, 0);
        int at = Bucket.leafHashAt(entry);
        if (PathRule.bits(path) != Bucket.bits(bucket, entry)
            || !Arrays.equals(hash, 0, Hash.BYTES, bucket, at, at + Hash.BYTES)) {
          throw TreeStore.damaged("the entry " + new StateKey(module, key) + " is not what it was");
        }
      }
    }

    void finish() {
      if (entries != extent.entries()) {
        throw TreeStore.damaged(
            "module "
                + (module & 0xff)
                + " has "
                + entries
                + " entries instead of "
                + extent.entries());
      }
      ModuleTop top = tops[module & 0xff];
      int deepest = levels.size() - 1;
      LevelNodes parents = new LevelNodes(levels.get(deepest).size());
      parents.appendParents(levels.get(deepest), deepest, top, hasher);
      for (int i = 0; i < levels.get(deepest - 1).size(); i++) {
        parents.appendFrom(levels.get(deepest - 1), i);
      }
      top.merge(deepest, levels.get(deepest));
      for (int level = deepest - 1; level > 0; level--) {
        top.merge(level, parents);
        LevelNodes above = new LevelNodes(parents.size());
        above.appendParents(parents, level, top, hasher);
        parents = above;
      }
      top.merge(0, parents);
      top.publish(extent.geometry(), extent.entries());
    }
  }
}
