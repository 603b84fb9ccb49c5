package network.clawnet.core.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Store;
import network.clawnet.core.port.Store.Family;
import network.clawnet.core.port.Store.Write;
import network.clawnet.core.state.Change;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import network.clawnet.core.store.cache.BucketCache;
import network.clawnet.core.store.cache.MergeGate;
import org.jspecify.annotations.Nullable;

/**
 * The committed state and, above it, deltas of blocks that are not final.
 *
 * <p>{@link #update}, {@link #commit} and all deltas belong to one owner thread. The other methods
 * may be called from any thread and see the last committed block. A storage fault is an {@link
 * java.io.UncheckedIOException}: the node stops. Source: docs/protocol/state.md.
 */
public final class StateTree implements StateView {
  /** Longest value, in bytes. */
  public static final int MAX_VALUE_BYTES = 1 << 20;

  /** Most uncommitted blocks above one another. */
  public static final int MAX_CHAIN = 128;

  /**
   * Usual bound of the bucket cache, in bytes. A larger one keeps buckets just long enough for the
   * collector to copy them, and finds few of them again: see docs/performance.md.
   */
  public static final long DEFAULT_CACHE_BYTES = 16L << 20;

  static final long UNCOMMITTED = -1;

  private final TreeStore store;
  private final PathRule rule;
  private final BucketCache cache;
  private final ModuleTop[] tops;

  /** Commits take it alone for the merge in memory; proofs share it. */
  private final MergeGate gate = new MergeGate();

  private ModuleJoin join = new ModuleJoin();
  private volatile Hash root = Hash.ZERO;
  private long commits;

  private StateTree(TreeStore store, PathRule rule, long cacheBytes) {
    this.store = store;
    this.rule = rule;
    cache = new BucketCache(cacheBytes);
    tops = emptyTops();
  }

  private ModuleTop[] emptyTops() {
    ModuleTop[] empty = new ModuleTop[ModuleJoin.MODULES];
    for (int i = 0; i < empty.length; i++) {
      empty[i] = new ModuleTop((byte) i, this::bucket);
    }
    return empty;
  }

  /**
   * Opens the state that the family holds; an empty family is the empty state. Reads every bucket
   * once (0.4 s for a million entries) and trusts the leaf hashes: the caller compares {@link
   * #root} with the header of the stored head.
   *
   * @param family belongs to the tree alone
   * @param cacheBytes bound of the bucket cache, see {@link #DEFAULT_CACHE_BYTES}
   * @param both how the two halves are read
   * @throws IOException if the store fails or its records contradict one another
   */
  public static StateTree open(Store store, Family family, long cacheBytes, SideBySide both)
      throws IOException {
    return open(store, family, cacheBytes, both, PathRule.SHA_256);
  }

  static StateTree open(Store store, Family family, long cacheBytes, SideBySide both, PathRule rule)
      throws IOException {
    StateTree tree = new StateTree(new TreeStore(store, family), rule, cacheBytes);
    tree.join =
        new TreeRebuild(tree.tops, rule, TreeRebuild.Trust.LEAF_HASHES).run(tree.store, both);
    tree.root = tree.join.root(new NodeHasher());
    return tree;
  }

  /** Returns the root of the committed state. */
  public Hash root() {
    return root;
  }

  /** Returns the number of entries of a module in the committed state. */
  public long entries(byte module) {
    return tops[module & 0xff].entries();
  }

  @Override
  public byte @Nullable [] get(StateKey key) {
    byte[] bytes = key.key();
    long bits = bits(key.module(), bytes);
    return Bucket.find(committed(key.module(), bits), bits, bytes);
  }

  /**
   * Computes the state after a block. Changes nothing: any number of blocks may be built on one
   * parent.
   *
   * @param parent the block below, or null for the committed state
   * @param changes one per key at most; deleting an absent key does nothing
   * @throws IllegalStateException if another child of the parent was committed, or more than {@link
   *     #MAX_CHAIN} blocks are uncommitted
   */
  public TreeDelta update(@Nullable TreeDelta parent, Collection<Change> changes) {
    TreeDelta under = parent == null || parent.isCommitted() ? null : parent;
    if (parent != null) {
      requireCurrent(parent);
    }
    if (under != null && under.depth() >= MAX_CHAIN) {
      throw new IllegalStateException(MAX_CHAIN + " uncommitted blocks above one another");
    }
    NodeHasher hasher = new NodeHasher();
    ModuleState[] states = under == null ? new ModuleState[tops.length] : under.states().clone();
    if (under == null) {
      System.arraycopy(tops, 0, states, 0, tops.length);
    }
    ModuleJoin joined = under == null ? join.copy() : under.join().copy();
    List<ModuleDelta> changed = new ArrayList<>();
    for (SortedChanges sorted : SortedChanges.of(changes, rule)) {
      int module = sorted.module() & 0xff;
      ModuleDelta delta = new ModuleUpdate(states[module], sorted, hasher, rule).run();
      states[module] = delta;
      joined.set(sorted.module(), delta);
      changed.add(delta);
    }
    return new TreeDelta(this, under, commits, states, joined, changed, joined.root(hasher));
  }

  /**
   * Makes a delta the committed state and appends its records to the batch, which the caller writes
   * next, the head in the same batch, and then reports with {@link #written}. Readers see the new
   * state at once. Children of the delta stay valid, its siblings do not.
   *
   * @throws IllegalStateException if the delta's parent is not the committed state
   */
  public void commit(TreeDelta delta, List<Write> batch) {
    requireCurrent(delta);
    TreeDelta parent = delta.parent();
    if (delta.isCommitted() || (parent != null && !parent.isCommitted())) {
      throw new IllegalStateException("not a child of the committed state");
    }
    for (ModuleDelta changed : delta.changed()) {
      store.write(changed, batch);
    }
    gate.merge(() -> merge(delta));
  }

  private void merge(TreeDelta delta) {
    commits++;
    for (ModuleDelta changed : delta.changed()) {
      merge(changed);
    }
    join = delta.join();
    root = delta.root();
    delta.committed(commits, tops);
  }

  /**
   * New buckets first, then the geometry that names them, then the ones that lost entries: a reader
   * that looks for a moved entry finds it in one place or sees the geometry change and tries again.
   */
  private void merge(ModuleDelta delta) {
    ModuleTop top = tops[delta.module() & 0xff];
    Geometry before = top.geometry();
    putBuckets(delta, before, true);
    top.publish(delta.geometry(), delta.entries());
    putBuckets(delta, before, false);
    LevelNodes[] levels = delta.levels();
    for (int level = 0; level < levels.length; level++) {
      top.merge(level, levels[level]);
    }
  }

  private void putBuckets(ModuleDelta delta, Geometry before, boolean fresh) {
    for (int i = 0; i < delta.buckets(); i++) {
      int start = delta.start(i);
      if (fresh == (before.startOf(Geometry.bits(start)) != start)) {
        cache.put(cacheKey(delta.module(), start), delta.bucket(i), commits);
      }
    }
  }

  /** The batch of this delta, and all before it, have been written to the store. */
  public void written(TreeDelta delta) {
    if (!delta.isCommitted()) {
      throw new IllegalStateException("written before it was committed");
    }
    cache.written(delta.commitNumber());
  }

  /**
   * Proves what the committed state holds under a key, or that it holds nothing.
   *
   * @see Proof#verify
   */
  public Proof prove(StateKey key) {
    return gate.read(() -> new Prover(tops, join, rule).prove(key));
  }

  /**
   * Proofs against one root.
   *
   * @param proofs of the first keys asked for, in their order
   */
  public record Rooted(Hash root, List<Proof> proofs) {}

  /**
   * Proves the first key and as many of the others as the size allows, all of one committed state.
   *
   * @param enoughBytes no further value is added once so many bytes of values are there
   */
  public Rooted prove(List<StateKey> keys, int enoughBytes) {
    return gate.read(
        () -> {
          List<Proof> proofs = new ArrayList<>();
          int bytes = 0;
          for (int i = 0; i < keys.size() && (i == 0 || bytes < enoughBytes); i++) {
            Proof proof = new Prover(tops, join, rule).prove(keys.get(i));
            bytes += proof.end() instanceof Proof.Value found ? found.value().length : 0;
            proofs.add(proof);
          }
          return new Rooted(root, proofs);
        });
  }

  /** Runs two independent parts and returns when both have ended; a fault of either is thrown. */
  @FunctionalInterface
  public interface SideBySide {
    /** One part after the other. */
    SideBySide IN_TURN =
        (one, other) -> {
          one.run();
          other.run();
        };

    void run(Runnable one, Runnable other);
  }

  /** Receives entries in path order; returns false to stop. */
  @FunctionalInterface
  public interface EntryVisitor {
    boolean visit(StateKey key, byte[] value);
  }

  /**
   * Visits the entries of a module in path order, as the store holds them: those of the last
   * <em>written</em> block.
   */
  public void scan(byte module, EntryVisitor visitor) throws IOException {
    store.scan(module, visitor);
  }

  /**
   * Returns the root of the last <em>written</em> block, computed from every stored key and value
   * and from nothing else; about 2 µs an entry.
   *
   * @throws IOException naming the first entry that is not what it was
   */
  public Hash recompute() throws IOException {
    TreeRebuild rebuild = new TreeRebuild(emptyTops(), rule, TreeRebuild.Trust.NOTHING);
    return rebuild.run(store).root(new NodeHasher());
  }

  /** Returns the bytes of the cached buckets. */
  public long cachedBytes() {
    return cache.bytes();
  }

  private byte[] committed(byte module, long bits) {
    ModuleTop top = tops[module & 0xff];
    while (true) {
      int start = top.geometry().startOf(bits);
      byte[] bucket = top.content(start);
      if (top.geometry().startOf(bits) == start) {
        return bucket;
      }
    }
  }

  private byte[] bucket(byte module, int start) {
    return cache.get(cacheKey(module, start), key -> store.read(module, start));
  }

  private static long cacheKey(byte module, int start) {
    return ((module & 0xffL) << Integer.SIZE) | (start & 0xffff_ffffL);
  }

  long bits(byte module, byte[] key) {
    byte[] path = new byte[Hash.BYTES];
    rule.path(module, key, path);
    return PathRule.bits(path);
  }

  /** Refuses a delta that does not descend from the committed state. */
  void requireCurrent(TreeDelta delta) {
    if (delta.base() != commits) {
      throw new IllegalStateException("the state below this block was replaced by another block");
    }
  }
}
