package network.clawnet.core.testing.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs many schedules from the command line: {@code --schedules N --from SEED} or {@code --seed N}
 * with {@code --cut CUTS} of a report.
 */
public final class Simulate {
  private static final int REPORTED_FAILURES = 5;
  private static final long PROGRESS_EVERY = 1000;

  private Simulate() {}

  public static void main(String[] args) {
    long from = 1;
    long schedules = 2000;
    Cuts cuts = Cuts.NONE;
    boolean understood = args.length % 2 == 0;
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--schedules" -> schedules = Long.parseLong(args[i + 1]);
        case "--from" -> from = Long.parseLong(args[i + 1]);
        case "--seed" -> {
          from = Long.parseLong(args[i + 1]);
          schedules = 1;
        }
        case "--cut" -> cuts = Cuts.parse(args[i + 1]);
        default -> understood = false;
      }
    }
    if (!understood) {
      System.err.println(
          "usage: simulate [--schedules N] [--from SEED] | [--seed SEED [--cut CUTS]]");
      System.exit(2);
    }
    System.exit(run(from, schedules, cuts) == 0 ? 0 : 1);
  }

  private static int run(long from, long schedules, Cuts cuts) {
    long start = System.nanoTime();
    long events = 0;
    List<Long> failures = new ArrayList<>();
    for (long seed = from; seed < from + schedules; seed++) {
      try {
        events += Schedule.check(seed, cuts);
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
