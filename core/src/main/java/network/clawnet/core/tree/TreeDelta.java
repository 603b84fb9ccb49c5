package network.clawnet.core.tree;

import java.util.List;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import org.jspecify.annotations.Nullable;

/**
 * The state after a block that is not committed, as changes above its parent. Dropping the last
 * reference discards it without trace. Thread of the tree's owner, except {@link #root}.
 */
public final class TreeDelta {
  private final StateTree tree;
  private final long builtOn;
  private final ModuleState[] states;
  private final ModuleJoin join;
  private final Hash root;
  private @Nullable TreeDelta parent;
  private List<ModuleDelta> changed;
  private long commit = StateTree.UNCOMMITTED;

  TreeDelta(
      StateTree tree,
      @Nullable TreeDelta parent,
      long builtOn,
      ModuleState[] states,
      ModuleJoin join,
      List<ModuleDelta> changed,
      Hash root) {
    this.tree = tree;
    this.parent = parent;
    this.builtOn = builtOn;
    this.states = states;
    this.join = join;
    this.changed = changed;
    this.root = root;
  }

  /** Returns the root of the state after this block. */
  public Hash root() {
    return root;
  }

  /**
   * Returns the state after this block. Once another child of the parent was committed it throws
   * {@link IllegalStateException}.
   */
  public StateView view() {
    return this::get;
  }

  private byte @Nullable [] get(StateKey key) {
    tree.requireCurrent(this);
    byte[] bytes = key.key();
    long bits = tree.bits(key.module(), bytes);
    ModuleState state = states[key.module() & 0xff];
    return Bucket.find(state.content(state.geometry().startOf(bits)), bits, bytes);
  }

  /** Returns the number of the commit on which the oldest uncommitted ancestor stands. */
  long base() {
    TreeDelta at = this;
    while (at.commit == StateTree.UNCOMMITTED) {
      if (at.parent == null) {
        return at.builtOn;
      }
      at = at.parent;
    }
    return at.commit;
  }

  @Nullable TreeDelta parent() {
    return parent;
  }

  boolean isCommitted() {
    return commit != StateTree.UNCOMMITTED;
  }

  /** Returns the number of the commit, from 1. */
  long commitNumber() {
    return commit;
  }

  /** Returns the number of uncommitted blocks from the committed state up to this one. */
  int depth() {
    int depth = 0;
    for (TreeDelta at = this; at != null && !at.isCommitted(); at = at.parent) {
      depth++;
    }
    return depth;
  }

  ModuleState[] states() {
    return states;
  }

  ModuleJoin join() {
    return join;
  }

  List<ModuleDelta> changed() {
    return changed;
  }

  void committed(long number, ModuleTop[] tops) {
    commit = number;
    parent = null;
    for (ModuleDelta delta : changed) {
      delta.release(tops[delta.module() & 0xff]);
    }
    changed = List.of();
  }
}
