package network.clawnet.core.chain.branch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import network.clawnet.core.block.Block;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.state.Change;
import network.clawnet.core.state.StateKey;
import org.jspecify.annotations.Nullable;

/** Executed blocks above the head, by hash. Ledger thread. */
final class Branches {
  private final Map<Hash, Branch> byHash = new HashMap<>();

  void add(Branch branch) {
    byHash.put(branch.block().hash(), branch);
  }

  @Nullable Branch find(Hash hash) {
    return byHash.get(hash);
  }

  /** Returns the branches from the head (exclusive) up to a block, oldest first. */
  Deque<Branch> pathTo(Hash tip) {
    Deque<Branch> path = new ArrayDeque<>();
    Branch at = byHash.get(tip);
    while (at != null) {
      path.addFirst(at);
      at = byHash.get(at.block().header().parentHash());
    }
    return path;
  }

  /** Returns whether an event is in any block above the head. */
  boolean holds(Hash event) {
    return byHash.values().stream().anyMatch(it -> it.holds(event));
  }

  /** Removes a block that became final, and returns those that can not any more. */
  List<Branch> settle(Block committed) {
    byHash.remove(committed.hash());
    List<Branch> lost = new ArrayList<>();
    for (Branch branch : List.copyOf(byHash.values())) {
      if (!descends(branch, committed.hash())) {
        lost.add(branch);
      }
    }
    for (Branch branch : lost) {
      byHash.remove(branch.block().hash());
    }
    return lost;
  }

  /**
   * Returns the changes of due entries on the way to a block; later blocks win.
   *
   * @param below blocks under the head that the way begins with, the oldest first
   */
  SortedMap<StateKey, Change> dueChanges(Hash tip, Collection<Branch> below) {
    SortedMap<StateKey, Change> out = new TreeMap<>();
    List<Branch> path = new ArrayList<>(below);
    path.addAll(pathTo(tip));
    for (Branch branch : path) {
      for (Change change : branch.executed().changes()) {
        if (change.key().module() == Changes.DUE_MODULE) {
          out.put(change.key(), change);
        }
      }
    }
    return out;
  }

  private boolean descends(Branch branch, Hash ancestor) {
    Branch at = branch;
    while (at != null) {
      Hash parent = at.block().header().parentHash();
      if (parent.equals(ancestor)) {
        return true;
      }
      at = byHash.get(parent);
    }
    return false;
  }

  /** Returns a due entry's key as part of the state. */
  static StateKey dueKey(DueEntry entry) {
    return new StateKey(Changes.DUE_MODULE, entry.key());
  }
}
