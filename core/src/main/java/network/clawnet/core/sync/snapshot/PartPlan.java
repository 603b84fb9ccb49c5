package network.clawnet.core.sync.snapshot;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import network.clawnet.core.tree.node.PathRange;

/** Which ranges of a state are still to be asked for, first paths first. */
final class PartPlan {
  private static final int MODULES = 256;
  private static final double ALL_PATHS = MODULES * (double) (1L << PathRange.MAX_DEPTH);

  private final TreeSet<PathRange> open = new TreeSet<>();

  /** Begins with everything that these parts, which do not overlap, leave open. */
  PartPlan(Collection<PathRange> covered) {
    TreeSet<PathRange> known = new TreeSet<>(covered);
    for (int i = 0; i < MODULES; i++) {
      uncovered(PathRange.of((byte) i), known);
    }
  }

  private void uncovered(PathRange range, NavigableSet<PathRange> known) {
    if (known.contains(range)) {
      return;
    }
    PathRange next = known.ceiling(range);
    if (next == null || !range.contains(next)) {
      open.add(range);
    } else if (range.depth() < PathRange.MAX_DEPTH) {
      uncovered(range.left(), known);
      uncovered(range.right(), known);
    }
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** Takes the first range out. */
  Optional<PathRange> take() {
    return Optional.ofNullable(open.pollFirst());
  }

  /** Puts a range back, or what an answer left over. */
  void put(PathRange range) {
    open.add(range);
  }

  /** Puts back what lies beyond the part that was given for a range. */
  void putRest(PathRange asked, PathRange given) {
    PathRange rest = asked;
    while (!rest.equals(given)) {
      open.add(rest.right());
      rest = rest.left();
    }
  }

  /** Takes everything out that lies in a range. */
  void drop(PathRange empty) {
    open.removeIf(empty::contains);
  }

  /** Returns how much of all paths is not open, in parts of one. */
  double share() {
    double left = 0;
    for (PathRange range : open) {
      left += (double) (1L << (PathRange.MAX_DEPTH - range.depth()));
    }
    return 1 - left / ALL_PATHS;
  }
}
