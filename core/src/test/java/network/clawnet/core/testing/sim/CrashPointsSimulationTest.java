package network.clawnet.core.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A crash of each node at every append, sync, send, commit and flush of a short run. */
@DisplayName("T-A4: a crash of each node at every append, sync, send, commit and flush")
class CrashPointsSimulationTest {
  private static final long NO_EPOCH_END_MS = 1_000_000_000L;
  private static final long SHORT_EPOCH_MS = 15;

  /** Some blocks are in the journal alone, some in the database alone. */
  private static final int FLUSH_BLOCKS = 2;

  private static final long RESTART_NS = 15 * Agenda.MS;

  /** One of these, in turn, after a clean and a torn power cut. */
  private static final Fault[] OTHERS = {Fault.KILL, Fault.POWER_ALL, Fault.FLIP};

  private static final boolean TOY = false;
  private static final boolean REAL = true;

  @Test
  void fourValidatorsSurviveACrashAtEveryPoint() {
    assertThat(crashEverywhere(TOY, 4, NO_EPOCH_END_MS)).isGreaterThan(500);
  }

  @Test
  void fourValidatorsSurviveACrashAtEveryPointOfAnEpochChange() {
    assertThat(crashEverywhere(TOY, 4, SHORT_EPOCH_MS)).isGreaterThan(500);
  }

  @Test
  void aLoneValidatorSurvivesACrashAtEveryPoint() {
    assertThat(crashEverywhere(TOY, 1, NO_EPOCH_END_MS)).isGreaterThan(100);
    assertThat(crashEverywhere(TOY, 1, SHORT_EPOCH_MS)).isGreaterThan(100);
  }

  @Test
  void fourNodesWithTheRealLedgerSurviveACrashAtEveryPointOfAnEpochChange() {
    assertThat(crashEverywhere(REAL, 4, SHORT_EPOCH_MS)).isGreaterThan(150);
  }

  @Test
  void aLoneNodeWithTheRealLedgerSurvivesACrashAtEveryPoint() {
    assertThat(crashEverywhere(REAL, 1, NO_EPOCH_END_MS)).isGreaterThan(100);
    assertThat(crashEverywhere(REAL, 1, SHORT_EPOCH_MS)).isGreaterThan(100);
  }

  private static int crashEverywhere(boolean real, int validators, long epochMs) {
    List<CrashPoint> crashes = new ArrayList<>();
    for (int node = 0; node < validators; node++) {
      CrashPoint none = new CrashPoint(node, -1, Fault.KILL, RESTART_NS);
      long points = run(real, validators, epochMs, none);
      for (long point = 0; point < points; point++) {
        for (Fault fault : faultsAt(real, node + point)) {
          crashes.add(new CrashPoint(node, point, fault, RESTART_NS));
        }
      }
    }
    crashes.parallelStream().forEach(it -> run(real, validators, epochMs, it));
    return crashes.size();
  }

  /** All in turn with the real ledger, which is slower. */
  private static List<Fault> faultsAt(boolean real, long turn) {
    Fault other = OTHERS[(int) (turn % OTHERS.length)];
    List<Fault> all = List.of(Fault.POWER_NOTHING, Fault.POWER_TORN, other);
    return real ? List.of(all.get((int) (turn / OTHERS.length % all.size()))) : all;
  }

  /** Returns how many points the node passed before the end of the safety phase. */
  private static long run(boolean real, int validators, long epochMs, CrashPoint crash) {
    Plan plan = Plan.calm(7, validators, epochMs);
    plan.realLedger = real;
    plan.flushBlocks = FLUSH_BLOCKS;
    World world = new World(plan, Bug.NONE, crash);
    try {
      return world.run();
    } catch (Violation | RuntimeException failure) {
      throw new AssertionError(crash + "\n" + Schedule.report(world, failure), failure);
    }
  }
}
