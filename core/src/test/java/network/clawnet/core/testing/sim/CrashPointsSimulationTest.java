package network.clawnet.core.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A crash of each node at every append, sync, send, commit and flush of a short run. */
class CrashPointsSimulationTest {
  private static final long NO_EPOCH_END_MS = 1_000_000_000L;
  private static final long SHORT_EPOCH_MS = 15;
  private static final long RESTART_NS = 15 * Agenda.MS;

  /** One of these, in turn, after a clean and a torn power cut. */
  private static final Fault[] OTHERS = {Fault.KILL, Fault.POWER_ALL, Fault.FLIP};

  @Test
  void fourValidatorsSurviveACrashAtEveryPoint() {
    assertThat(crashEverywhere(4, NO_EPOCH_END_MS)).isGreaterThan(500);
  }

  @Test
  void fourValidatorsSurviveACrashAtEveryPointOfAnEpochChange() {
    assertThat(crashEverywhere(4, SHORT_EPOCH_MS)).isGreaterThan(500);
  }

  @Test
  void aLoneValidatorSurvivesACrashAtEveryPoint() {
    assertThat(crashEverywhere(1, NO_EPOCH_END_MS)).isGreaterThan(100);
    assertThat(crashEverywhere(1, SHORT_EPOCH_MS)).isGreaterThan(100);
  }

  private static int crashEverywhere(int validators, long epochMs) {
    int runs = 0;
    for (int node = 0; node < validators; node++) {
      long points = run(validators, epochMs, new CrashPoint(node, -1, Fault.KILL, RESTART_NS));
      for (long point = 0; point < points; point++) {
        Fault other = OTHERS[(int) (point % OTHERS.length)];
        for (Fault fault : List.of(Fault.POWER_NOTHING, Fault.POWER_TORN, other)) {
          run(validators, epochMs, new CrashPoint(node, point, fault, RESTART_NS));
          runs++;
        }
      }
    }
    return runs;
  }

  /** Returns how many points the node passed before the end of the safety phase. */
  private static long run(int validators, long epochMs, CrashPoint crash) {
    World world = new World(Plan.calm(7, validators, epochMs), Bug.NONE, crash);
    try {
      return world.run();
    } catch (Violation | RuntimeException failure) {
      throw new AssertionError(crash + "\n" + Schedule.report(world, failure), failure);
    }
  }
}
