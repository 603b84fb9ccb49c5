package network.clawnet.core.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each seeded bug is caught: this measures the simulator, not the code. */
class SeededBugsSimulationTest {
  private static final int MOST_SCHEDULES = Integer.getInteger("clawnet.bug.schedules", 5000);

  static List<Mutant> mutants() {
    return Mutants.ALL;
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void aWrongRuleIsCaught(Mutant mutant) throws Exception {
    Class<?> schedule = mutant.load().loadClass(Schedule.class.getName());
    Method run = schedule.getMethod("run", long.class);

    assertThat(schedulesUntilCaught(seed -> invoke(run, seed))).isLessThanOrEqualTo(MOST_SCHEDULES);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aWrongDriverOrDiskIsCaught(Bug bug) {
    assertThat(schedulesUntilCaught(seed -> Schedule.run(seed, bug)))
        .isLessThanOrEqualTo(MOST_SCHEDULES);
  }

  /** Returns the number of the schedule that fails; one more than the limit if none does. */
  private static int schedulesUntilCaught(LongConsumer schedule) {
    for (int seed = 1; seed <= MOST_SCHEDULES; seed++) {
      try {
        schedule.accept(seed);
      } catch (AssertionError caught) {
        return seed;
      }
    }
    return MOST_SCHEDULES + 1;
  }

  private static void invoke(Method run, long seed) {
    try {
      run.invoke(null, seed);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
