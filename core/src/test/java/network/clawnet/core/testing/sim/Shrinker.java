package network.clawnet.core.testing.sim;

import java.util.BitSet;
import network.clawnet.core.testing.sim.Cuts.Part;
import network.clawnet.core.testing.sim.Cuts.Series;

/**
 * Looks for the smallest schedule of a seed that still fails in the same way: leaves out whole
 * parts, then the end, then faults and events, until nothing more can go. Deterministic.
 */
final class Shrinker {
  /** Most schedules that are run; a failing one of the real ledger takes a tenth of a second. */
  private static final int MAX_RUNS = 500;

  /** Of the length of the safety phase. */
  private static final int EIGHTHS = 8;

  private final long seed;
  private final Bug bug;
  private Cuts cuts;
  private Failure failure;
  private final long mostSteps;
  private int runs;

  /**
   * How a schedule failed.
   *
   * @param world after the failure
   */
  record Failure(World world, Throwable cause) {
    /** Returns what stays the same when a schedule shrinks: the invariant, or the words. */
    String kind() {
      String text = String.valueOf(cause.getMessage());
      int colon = text.indexOf(':');
      boolean named = text.matches("(?s)[IM]\\d+:.*");
      String words = text.replaceAll("[0-9a-f]{8,}|\\d+", "#");
      String start = words.substring(0, Math.min(words.length(), 40));
      return cause.getClass().getName() + (named ? text.substring(0, colon) : start);
    }
  }

  /**
   * Starts from a failure.
   *
   * @param cuts those with which it failed
   */
  Shrinker(long seed, Bug bug, Cuts cuts, Failure failure) {
    this.seed = seed;
    this.bug = bug;
    this.cuts = cuts;
    this.failure = failure;
    mostSteps = failure.world().steps();
  }

  /** Shrinks; afterwards {@link #cuts} and {@link #failure} are those of the smallest schedule. */
  void run() {
    boolean smaller = true;
    while (smaller && runs < MAX_RUNS) {
      smaller = false;
      for (Part part : Part.values()) {
        smaller |= !cuts.cuts(part) && failure.world().plan.has(part) && take(cuts.with(part));
      }
      smaller |= shorten();
      smaller |= thin(Series.FAULTS, failure.world().faultCount());
      smaller |= thin(Series.EVENTS, failure.world().eventCount());
    }
  }

  Cuts cuts() {
    return cuts;
  }

  Failure failure() {
    return failure;
  }

  int runs() {
    return runs;
  }

  private boolean shorten() {
    long lengthMs = failure.world().plan.safetyNs / Agenda.MS;
    for (int part = 1; part < EIGHTHS; part++) {
      if (take(cuts.withUntil(lengthMs * part / EIGHTHS))) {
        return true;
      }
    }
    return false;
  }

  /** Leaves out halves of what is left, then quarters, and so on. */
  private boolean thin(Series series, int count) {
    boolean smaller = false;
    int chunk = cuts.left(series, count).cardinality();
    while (chunk > 0) {
      BitSet left = cuts.left(series, count);
      for (int from = left.nextSetBit(0); from >= 0; ) {
        BitSet some = new BitSet();
        int at = from;
        while (at >= 0 && some.cardinality() < chunk) {
          some.set(at);
          at = left.nextSetBit(at + 1);
        }
        smaller |= take(cuts.with(series, some));
        from = at;
      }
      chunk /= 2;
    }
    return smaller;
  }

  /** Tries cuts and keeps them if the schedule still fails in the same way. */
  private boolean take(Cuts candidate) {
    if (runs >= MAX_RUNS) {
      return false;
    }
    runs++;
    World world = new World(new Plan(seed, candidate), bug, CrashPoint.none());
    try {
      world.run();
      return false;
    } catch (Violation | RuntimeException cause) {
      Failure found = new Failure(world, cause);
      if (!found.kind().equals(failure.kind()) || world.steps() > mostSteps) {
        return false;
      }
      cuts = candidate;
      failure = found;
      return true;
    }
  }
}
