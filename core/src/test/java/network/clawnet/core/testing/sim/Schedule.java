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
    World world = new World(new Plan(seed), bug, CrashPoint.none());
    try {
      world.run();
      return world.steps();
    } catch (Violation | RuntimeException failure) {
      throw new AssertionError(report(world, failure), failure);
    }
  }

  static String report(World world, Throwable failure) {
    StringBuilder out = new StringBuilder(256);
    out.append("seed ").append(world.plan.seed).append(": ").append(failure).append('\n');
    out.append("replay: bin/simulate --seed ").append(world.plan.seed);
    out.append(", or mvn -pl core test -Dtest=ConsensusSimulationTest -Dclawnet.seed=");
    out.append(world.plan.seed).append('\n').append(world.plan.describe()).append('\n');
    for (String line : world.trace.last(TRACE_LINES)) {
      out.append(line).append('\n');
    }
    return out.toString();
  }
}
