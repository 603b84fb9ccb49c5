package network.clawnet.core.tree;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.state.Change;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.tree.node.PathRule;

/** The hash rules written as they read: slow, and the judge of the real tree. */
public final class ReferenceTree {
  private record Leaf(byte[] path, Hash hash) {}

  final Map<StateKey, byte[]> entries = new TreeMap<>();
  private final PathRule rule;

  ReferenceTree(PathRule rule) {
    this.rule = rule;
  }

  /** Returns the root of these entries by the published rules. */
  public static Hash rootOf(Map<StateKey, byte[]> state) {
    ReferenceTree tree = new ReferenceTree(PathRule.SHA_256);
    tree.entries.putAll(state);
    return tree.root();
  }

  ReferenceTree copy() {
    ReferenceTree copy = new ReferenceTree(rule);
    copy.entries.putAll(entries);
    return copy;
  }

  void apply(List<Change> changes) {
    for (Change change : changes) {
      if (change.value() == null) {
        entries.remove(change.key());
      } else {
        entries.put(change.key(), change.value());
      }
    }
  }

  Hash root() {
    return root(
        entries.entrySet().stream().map(it -> leaf(it.getKey(), it.getValue())).toList(), 0);
  }

  private Leaf leaf(StateKey key, byte[] value) {
    byte[] path = new byte[32];
    rule.path(key.module(), key.key(), path);
    return new Leaf(path, Hash.sha256(new byte[] {0}, path, Hash.sha256(value).bytes()));
  }

  private static Hash root(List<Leaf> leaves, int depth) {
    if (leaves.isEmpty()) {
      return Hash.ZERO;
    }
    if (leaves.size() == 1) {
      return leaves.get(0).hash();
    }
    List<Leaf> left = leaves.stream().filter(it -> !right(it, depth)).toList();
    List<Leaf> right = leaves.stream().filter(it -> right(it, depth)).toList();
    return Hash.sha256(
        new byte[] {1}, root(left, depth + 1).bytes(), root(right, depth + 1).bytes());
  }

  private static boolean right(Leaf leaf, int depth) {
    return ((leaf.path()[depth / 8] >> (7 - depth % 8)) & 1) == 1;
  }
}
