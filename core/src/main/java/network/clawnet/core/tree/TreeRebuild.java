package network.clawnet.core.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.tree.node.Geometry;
import network.clawnet.core.tree.node.NodeHasher;
import network.clawnet.core.tree.node.PathRule;

/** Rebuilds the tops of all modules from the leaf hashes in the stored buckets. Used once. */
final class TreeRebuild {
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

  TreeRebuild(ModuleTop[] tops, PathRule rule, Trust trust) {
    this.tops = tops;
    this.rule = rule;
    this.trust = trust;
  }

  /**
   * Returns the levels above the modules, all of one moment's state.
   *
   * @throws IOException if the store fails or its records contradict one another
   */
  ModuleJoin run(TreeStore store) throws IOException {
    Pass pass = new Pass();
    return checked(
        () -> {
          store.scan(pass);
          return join(pass.modules);
        });
  }

  /**
   * Like {@link #run}, with the halves of the largest module side by side. Only while nobody
   * writes, since they are not of one moment.
   */
  ModuleJoin run(TreeStore store, StateTree.SideBySide both) throws IOException {
    return checked(
        () -> {
          ModuleExtent largest = largest(store);
          return largest.extent().geometry().level() == 0
              ? run(store)
              : inHalves(store, largest, both);
        });
  }

  private ModuleJoin inHalves(TreeStore store, ModuleExtent largest, StateTree.SideBySide both) {
    Pass[] halves = new Pass[2];
    both.run(
        () -> {
          halves[0] = new Pass();
          store.scanToHalf(largest.module(), halves[0]);
        },
        () -> {
          halves[1] = new Pass(largest);
          store.scanFromHalf(largest.module(), halves[1]);
        });
    halves[0].append(halves[1]);
    return join(halves[0].modules);
  }

  /** Reads of the store, whose faults are of two kinds. */
  private interface Work {
    ModuleJoin run() throws IOException;
  }

  private static ModuleJoin checked(Work work) throws IOException {
    try {
      return work.run();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static ModuleExtent largest(TreeStore store) {
    ModuleExtent largest = new ModuleExtent((byte) 0, new TreeStore.Extent(Geometry.SINGLE, 0));
    for (int module = 0; module <= 0xff; module++) {
      TreeStore.Extent extent = store.extent((byte) module);
      if (extent != null && extent.entries() > largest.extent().entries()) {
        largest = new ModuleExtent((byte) module, extent);
      }
    }
    return largest;
  }

  private ModuleJoin join(List<Module> modules) {
    NodeHasher hasher = new NodeHasher();
    modules.forEach(it -> it.finish(tops[it.extent.module() & 0xff], hasher));
    ModuleJoin join = new ModuleJoin();
    for (ModuleTop top : tops) {
      join.set(top.module(), top);
    }
    return join;
  }

  private record ModuleExtent(byte module, TreeStore.Extent extent) {
    UncheckedIOException damaged(String what) {
      return TreeStore.damaged("module " + (module & 0xff) + " " + what);
    }
  }

  /** One walk over records in path order, by the thread that makes it: digests belong to one. */
  private final class Pass implements TreeStore.Records {
    private final NodeHasher hasher = new NodeHasher();
    private final BucketHasher bucketHasher = new BucketHasher(hasher, rule);
    private final List<Module> modules = new ArrayList<>();

    Pass() {}

    /** Begins inside a module. */
    Pass(ModuleExtent inside) {
      modules.add(new Module(inside));
    }

    /** Goes on with what another pass found, which began inside this one's last module. */
    void append(Pass other) {
      modules.get(modules.size() - 1).append(other.modules.get(0));
      modules.addAll(other.modules.subList(1, other.modules.size()));
    }

    @Override
    public void extent(byte module, TreeStore.Extent extent) {
      modules.add(new Module(new ModuleExtent(module, extent)));
    }

    @Override
    public boolean bucket(byte module, int start, byte[] bucket) {
      if (modules.isEmpty() || modules.get(modules.size() - 1).extent.module() != module) {
        throw TreeStore.damaged("module " + (module & 0xff) + " has buckets but no extent");
      }
      bucketHasher.load(module, bucket, 0, bucket.length);
      if (trust == Trust.NOTHING) {
        checkLeaves(module, bucket);
      }
      modules.get(modules.size() - 1).add(start, bucket, bucketHasher);
      return true;
    }

    private void checkLeaves(byte module, byte[] bucket) {
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
  }

  /** One module while its buckets come in path order. */
  private static final class Module {
    private final ModuleExtent extent;
    private final Geometry geometry;
    private final List<LevelNodes> levels = new ArrayList<>();
    private long entries;

    Module(ModuleExtent extent) {
      this.extent = extent;
      this.geometry = extent.extent().geometry();
      for (int i = 0; i <= geometry.level() + 1; i++) {
        levels.add(new LevelNodes(16));
      }
    }

    void add(int start, byte[] bucket, BucketHasher loaded) {
      if (geometry.startOf(Geometry.bits(start)) != start) {
        throw extent.damaged("has no bucket " + start);
      }
      for (int i = 0; i < loaded.size(); i++) {
        if (geometry.startOf(Bucket.bits(bucket, loaded.entry(i))) != start) {
          throw extent.damaged("has an entry in the wrong bucket " + start);
        }
      }
      entries += loaded.size();
      int level = geometry.levelOf(Geometry.bits(start));
      LevelNodes nodes = levels.get(level);
      int node = nodes.append(Geometry.index(Geometry.bits(start), level));
      int depth = BucketHasher.MODULE_BITS + level;
      nodes.kind(node, loaded.subtree(0, loaded.size(), depth, nodes.hashes(), node * Hash.BYTES));
    }

    void append(Module rest) {
      entries += rest.entries;
      for (int level = 0; level < levels.size(); level++) {
        appendAll(levels.get(level), rest.levels.get(level));
      }
    }

    void finish(ModuleTop top, NodeHasher hasher) {
      long promised = extent.extent().entries();
      if (entries != promised) {
        throw extent.damaged("has " + entries + " entries instead of " + promised);
      }
      int deepest = levels.size() - 1;
      LevelNodes parents = new LevelNodes(levels.get(deepest).size());
      parents.appendParents(levels.get(deepest), deepest, top, hasher);
      appendAll(parents, levels.get(deepest - 1));
      top.merge(deepest, levels.get(deepest));
      for (int level = deepest - 1; level > 0; level--) {
        top.merge(level, parents);
        LevelNodes above = new LevelNodes(parents.size());
        above.appendParents(parents, level, top, hasher);
        parents = above;
      }
      top.merge(0, parents);
      top.publish(geometry, entries);
    }

    private static void appendAll(LevelNodes nodes, LevelNodes more) {
      for (int i = 0; i < more.size(); i++) {
        nodes.appendFrom(more, i);
      }
    }
  }
}
