package network.clawnet.core.testing.sim;

/** Runs one schedule and turns a failure into a report that replays it. */
public final class Schedule {
  private static final int TRACE_LINES = Integer.getInteger("clawnet.trace", 80);

  private Schedule() {}

  /**
   * Runs the schedule of a seed.
   *
   * @return events it took
   * @throws AssertionError with seed, plan and trace if an invariant fails
   */
  public static long run(long seed) {
    return run(seed, Bug.NONE);
  }

  static long run(long seed, Bug bug) {
    World world = new World(new Plan(seed, Cuts.NONE), bug, CrashPoint.none());
    try {
      world.run();
      return world.steps();
    } catch (Violation | RuntimeException failure) {
      throw new AssertionError(report(world, failure), failure);
    }
  }

  /** Does the same; a failure is reported with the smallest schedule that fails likewise. */
  static long check(long seed, Cuts cuts) {
    World world = new World(new Plan(seed, cuts), Bug.NONE, CrashPoint.none());
    try {
      world.run();
      return world.steps();
    } catch (Violation | RuntimeException failure) {
      Shrinker.Failure first = new Shrinker.Failure(world, failure);
      throw new AssertionError(shrunk(new Shrinker(seed, Bug.NONE, cuts, first)), failure);
    }
  }

  /** Shrinks a failure and reports both. */
  static String shrunk(Shrinker shrinker) {
    World whole = shrinker.failure().world();
    String before = summary(whole, shrinker.failure().cause());
    shrinker.run();
    World small = shrinker.failure().world();
    return before
        + String.format(
            "shrunk in %d runs from %s to %s%n", shrinker.runs(), size(whole), size(small))
        + report(small, shrinker.failure().cause());
  }

  static String report(World world, Throwable failure) {
    StringBuilder out = new StringBuilder(summary(world, failure));
    for (String line : world.trace.last(TRACE_LINES)) {
      out.append(line).append('\n');
    }
    return out.toString();
  }

  private static String size(World world) {
    return String.format(
        "%d steps, %d events, %d faults", world.steps(), world.eventCount(), world.faultCount());
  }

  private static String summary(World world, Throwable failure) {
    Plan plan = world.plan;
    String cuts = plan.cuts.toString();
    StringBuilder out = new StringBuilder(256);
    out.append("seed ").append(plan.seed).append(": ").append(failure).append('\n');
    out.append("replay: bin/simulate --seed ").append(plan.seed);
    out.append(cuts.isEmpty() ? "" : " --cut " + cuts);
    out.append(", or mvn -pl core test -Dtest=ConsensusSimulationTest -Dclawnet.seed=");
    out.append(plan.seed).append(cuts.isEmpty() ? "" : " -Dclawnet.cut=" + cuts).append('\n');
    return out.append(plan.describe()).append('\n').toString();
  }
}
