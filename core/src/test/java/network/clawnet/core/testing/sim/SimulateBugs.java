package network.clawnet.core.testing.sim;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Plants the seeded bugs and tells how many schedules each needs until it is caught, from seed 1
 * up: {@code bin/simulate bugs [--most N] [--only NAME]}.
 */
public final class SimulateBugs {
  static final int MOST_SCHEDULES = 5_000;

  private SimulateBugs() {}

  /** A planted bug, ready to run. */
  record Planted(String name, long likely, LongConsumer schedule) {
    /**
     * Returns how many schedules it took to catch it.
     *
     * @param first seed of the first of them; the others have the seeds from 1 up
     * @return {@code most + 1} if none did
     */
    int schedulesUntilCaught(long first, int most) {
      for (int run = 1; run <= most; run++) {
        try {
          schedule.accept(run == 1 ? first : run - (first == 1 ? 0 : 1));
        } catch (AssertionError caught) {
          return run;
        }
      }
      return most + 1;
    }
  }

  public static void main(String[] args) {
    int most = MOST_SCHEDULES;
    String only = "";
    boolean understood = args.length % 2 == 0;
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--most" -> most = Integer.parseInt(args[i + 1]);
        case "--only" -> only = args[i + 1];
        default -> understood = false;
      }
    }
    if (!understood) {
      System.err.println("usage: simulate bugs [--most SCHEDULES] [--only PART-OF-A-NAME]");
      System.exit(2);
    }
    System.exit(run(most, only) ? 0 : 1);
  }

  private static boolean run(int most, String only) {
    List<Planted> all =
        Stream.concat(
                mutants().stream().map(SimulateBugs::planted),
                bugs().stream().map(SimulateBugs::planted))
            .filter(it -> it.name().contains(only))
            .toList();
    long caught = all.parallelStream().filter(it -> report(it, most) <= most).count();
    System.out.printf("%d of %d seeded bugs are caught%n", caught, all.size());
    return caught == all.size();
  }

  private static int report(Planted bug, int most) {
    int needed = bug.schedulesUntilCaught(1, most);
    String verdict = needed > most ? "NOT CAUGHT in " + most : "caught after " + needed;
    System.out.printf("%-62s %s schedules%n", bug.name(), verdict);
    return needed;
  }

  static List<Mutant> mutants() {
    return Stream.concat(Mutants.ALL.stream(), Mutants.OF_LEDGER.stream()).toList();
  }

  static List<Bug> bugs() {
    return Stream.of(Bug.values()).filter(it -> it != Bug.NONE).toList();
  }

  static Planted planted(Bug bug) {
    return new Planted("a toy node: " + bug, bug.seed, seed -> Schedule.run(seed, bug));
  }

  static Planted planted(Mutant mutant) {
    try {
      Class<?> schedule = mutant.load().loadClass(Schedule.class.getName());
      Method run = schedule.getMethod("run", long.class);
      return new Planted(mutant.toString(), mutant.seed(), seed -> invoke(run, seed));
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException(mutant + " cannot be planted", e);
    }
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
