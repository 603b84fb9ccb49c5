package network.clawnet.core.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.testing.sim.SimulateBugs.Planted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each seeded bug is caught: this measures the simulator, not the code. A seed that is known to
 * catch it goes first; {@code bin/simulate bugs} tells how many it takes without.
 */
class SeededBugsSimulationTest {
  static List<Mutant> mutants() {
    return SimulateBugs.mutants();
  }

  static List<Bug> bugs() {
    return SimulateBugs.bugs();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void aWrongRuleIsCaught(Mutant mutant) {
    isCaught(SimulateBugs.planted(mutant));
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void aWrongDriverOrDiskIsCaught(Bug bug) {
    isCaught(SimulateBugs.planted(bug));
  }

  @Test
  void thirtyBugsAreInProductionCode() {
    assertThat(mutants()).hasSizeGreaterThanOrEqualTo(30);
  }

  private static void isCaught(Planted bug) {
    assertThat(bug.schedulesUntilCaught(bug.likely(), SimulateBugs.MOST_SCHEDULES))
        .as(bug.name())
        .isLessThanOrEqualTo(SimulateBugs.MOST_SCHEDULES);
  }
}
