package network.clawnet.core.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.tree.node.Geometry;
import network.clawnet.core.tree.node.PathRange;
import network.clawnet.core.tree.node.PathRule;

/** Cuts one part out of the committed state. Used once, under the reader's lock. */
final class PartReader {
  private final ModuleTop[] tops;
  private final ModuleJoin join;
  private final PathRule rule;
  private final List<StatePart.Entry> entries = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();

  PartReader(ModuleTop[] tops, ModuleJoin join, PathRule rule) {
    this.tops = tops;
    this.join = join;
    this.rule = rule;
  }

  StatePart read(PathRange wanted) {
    boolean whole = collect(wanted);
    PathRange range = whole ? wanted : fitting(wanted);
    int count = 0;
    while (count < places.size() && range.contains(range.module(), places.get(count))) {
      count++;
    }
    return prove(range, List.copyOf(entries.subList(0, count)));
  }

  /** Reads entries in path order; false if there are more than one part holds. */
  private boolean collect(PathRange wanted) {
    ModuleTop top = tops[wanted.module() & 0xff];
    Geometry geometry = top.geometry();
    long end = unsigned(wanted.start()) + (1L << (Integer.SIZE - wanted.depth()));
    long next = unsigned(geometry.startOf(Geometry.bits(wanted.start())));
    long bytes = 0;
    while (next < end) {
      byte[] bucket = top.content((int) next);
      for (int at = 0; at < bucket.length; at = Bucket.next(bucket, at)) {
        int place = (int) (Bucket.bits(bucket, at) >>> Integer.SIZE);
        if (wanted.contains(wanted.module(), place)) {
          StatePart.Entry entry =
              new StatePart.Entry(Bucket.key(bucket, at), Bucket.value(bucket, at));
          entries.add(entry);
          places.add(place);
          bytes += entry.bytes();
        }
      }
      if (bytes > StatePart.MAX_BYTES && entries.size() > 1) {
        return false;
      }
      next += 1L << (Integer.SIZE - geometry.levelOf(Geometry.bits((int) next)));
    }
    return true;
  }

  /** Halves the range until what was read of it is all of it and has room. */
  private PathRange fitting(PathRange wanted) {
    PathRange range = wanted;
    long bytes = Long.MAX_VALUE;
    while (bytes > StatePart.MAX_BYTES && range.depth() < PathRange.MAX_DEPTH) {
      range = range.left();
      bytes = 0;
      for (int i = 0; i < places.size(); i++) {
        bytes += range.contains(range.module(), places.get(i)) ? entries.get(i).bytes() : 0;
      }
    }
    return range;
  }

  private StatePart prove(PathRange range, List<StatePart.Entry> inside) {
    Proof proof = new Prover(tops, join, rule).prove(range.firstPath());
    List<Hash> siblings = proof.siblings();
    if (siblings.size() >= range.bits()) {
      return new StatePart(range, siblings.subList(0, range.bits()), Optional.empty(), inside);
    }
    Optional<Proof.Other> outside =
        inside.isEmpty() && proof.end() instanceof Proof.Other it
            ? Optional.of(it)
            : Optional.empty();
    return new StatePart(range, siblings, outside, inside);
  }

  private static long unsigned(int start) {
    return start & 0xffff_ffffL;
  }
}
