package network.clawnet.core.testing.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each seeded bug is caught: this measures the simulator, not the code. */
class SeededBugsSimulationTest {
  private static final int MOST_SCHEDULES = Integer.getInteger("clawnet.bug.schedules", 5000);

  static List<Mutant> mutants() {
    return Stream.concat(Mutants.ALL.stream(), Mutants.OF_LEDGER.stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void aWrongRuleIsCaught(Mutant mutant) throws Exception {
    Class<?> schedule = mutant.load().loadClass(Schedule.class.getName());
    Method run = schedule.getMethod("run", long.class);

    assertThat(schedulesUntilCaught(mutant.seed(), seed -> invoke(run, seed)))
        .isLessThanOrEqualTo(MOST_SCHEDULES);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aWrongDriverOrDiskIsCaught(Bug bug) {
    assertThat(schedulesUntilCaught(bug.seed, seed -> Schedule.run(seed, bug)))
        .isLessThanOrEqualTo(MOST_SCHEDULES);
  }

  /** Returns how many schedules it took; one more than the limit if none failed. */
  private static int schedulesUntilCaught(long likely, LongConsumer schedule) {
    for (int run = 1; run <= MOST_SCHEDULES; run++) {
      try {
        schedule.accept(run == 1 ? likely : run - 1L);
      } catch (AssertionError caught) {
        return run;
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
