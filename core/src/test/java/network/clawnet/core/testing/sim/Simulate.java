package network.clawnet.core.testing.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs many schedules from the command line: {@code --schedules N --from SEED} or {@code --seed N}.
 */
public final class Simulate {
  private static final int REPORTED_FAILURES = 5;
  private static final long PROGRESS_EVERY = 1000;

  private Simulate() {}

  public static void main(String[] args) {
    long from = 1;
    long schedules = 2000;
    boolean understood = args.length % 2 == 0;
    for (int i = 0; i + 1 < args.length; i += 2) {
      long number = Long.parseLong(args[i + 1]);
      switch (args[i]) {
        case "--schedules" -> schedules = number;
        case "--from" -> from = number;
        case "--seed" -> {
          from = number;
          schedules = 1;
        }
        default -> understood = false;
      }
    }
    if (!understood) {
      System.err.println("usage: simulate [--schedules N] [--from SEED] | [--seed SEED]");
      System.exit(2);
    }
    System.exit(run(from, schedules) == 0 ? 0 : 1);
  }

  private static int run(long from, long schedules) {
    long start = System.nanoTime();
    long events = 0;
    List<Long> failures = new ArrayList<>();
    for (long seed = from; seed < from + schedules; seed++) {
      try {
        events += Schedule.run(seed);
      } catch (AssertionError failure) {
        failures.add(seed);
        if (failures.size() <= REPORTED_FAILURES) {
          System.out.println(failure.getMessage());
        }
      }
      long done = seed - from + 1;
      if (done % PROGRESS_EVERY == 0 || done == schedules) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            "seeds %d..%d: %d schedules, %.1f/s, %d events, %d violations; next: --from %d%n",
            from, seed, done, done / seconds, events, failures.size(), seed + 1);
      }
    }
    if (!failures.isEmpty()) {
      System.out.println("failing seeds: " + failures);
    }
    return failures.size();
  }
}
