package network.clawnet.core.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.state.Change;
import network.clawnet.core.tree.node.PathRule;
import org.jspecify.annotations.Nullable;

/** The changes of one block in one module, in path order. */
final class SortedChanges {
  private final byte module;
  private final List<Change> changes;
  private final byte[][] keys;
  private final byte[] paths;
  private final int[] order;

  private SortedChanges(byte module, List<Change> changes, PathRule rule) {
    this.module = module;
    this.changes = changes;
    keys = new byte[changes.size()][];
    paths = new byte[changes.size() * Hash.BYTES];
    order = new int[changes.size()];
    byte[] path = new byte[Hash.BYTES];
    for (int i = 0; i < changes.size(); i++) {
      keys[i] = changes.get(i).key().key();
      rule.path(module, keys[i], path);
      System.arraycopy(path, 0, paths, i * Hash.BYTES, Hash.BYTES);
    }
    sort();
  }

  /**
   * Splits the changes by module.
   *
   * @throws IllegalArgumentException if a key occurs twice or a value is too long: caller's bug
   */
  static List<SortedChanges> of(Collection<Change> changes, PathRule rule) {
    int[] counts = new int[1 << Byte.SIZE];
    for (Change change : changes) {
      byte[] value = change.value();
      if (value != null && value.length > StateTree.MAX_VALUE_BYTES) {
        throw new IllegalArgumentException(
            "value of " + value.length + " bytes at " + change.key());
      }
      counts[change.key().module() & 0xff]++;
    }
    List<SortedChanges> sorted = new ArrayList<>();
    for (int module = 0; module < counts.length; module++) {
      if (counts[module] > 0) {
        sorted.add(new SortedChanges((byte) module, select(changes, module, counts[module]), rule));
      }
    }
    return sorted;
  }

  private static List<Change> select(Collection<Change> changes, int module, int count) {
    List<Change> selected = new ArrayList<>(count);
    for (Change change : changes) {
      if ((change.key().module() & 0xff) == module) {
        selected.add(change);
      }
    }
    return selected;
  }

  /** Sorts by the leading bits with the index in the trailing ones, then settles equal ones. */
  private void sort() {
    int indexBits = Integer.SIZE - Integer.numberOfLeadingZeros(order.length);
    long indexMask = (1L << indexBits) - 1;
    long[] keys = new long[order.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = ((pathBits(i) ^ Long.MIN_VALUE) & ~indexMask) | i;
    }
    Arrays.sort(keys);
    for (int i = 0; i < keys.length; i++) {
      int change = (int) (keys[i] & indexMask);
      int at = i;
      while (at > 0 && comparePaths(order[at - 1], change) > 0) {
        order[at] = order[at - 1];
        at--;
      }
      if (at > 0 && comparePaths(order[at - 1], change) == 0) {
        throw new IllegalArgumentException("two changes of " + changes.get(change).key());
      }
      order[at] = change;
    }
  }

  private int comparePaths(int a, int b) {
    int fromA = a * Hash.BYTES;
    int fromB = b * Hash.BYTES;
    return Arrays.compareUnsigned(
        paths, fromA, fromA + Hash.BYTES, paths, fromB, fromB + Hash.BYTES);
  }

  private long pathBits(int change) {
    return (long) Bucket.LONG.get(paths, change * Hash.BYTES + 1);
  }

  byte module() {
    return module;
  }

  int size() {
    return order.length;
  }

  /** Returns the path bits of the i-th change in path order. */
  long bits(int i) {
    return pathBits(order[i]);
  }

  byte[] key(int i) {
    return keys[order[i]];
  }

  byte @Nullable [] value(int i) {
    return changes.get(order[i]).value();
  }

  /** Returns the paths of all changes; the i-th in path order starts at {@link #pathAt}. */
  byte[] paths() {
    return paths;
  }

  int pathAt(int i) {
    return order[i] * Hash.BYTES;
  }
}
