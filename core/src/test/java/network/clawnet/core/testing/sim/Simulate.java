package network.clawnet.core.testing.sim;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Runs many schedules from the command line, on all cores: {@code --schedules N --from SEED}, for
 * at most {@code --seconds N}; or {@code --seed N} with {@code --cut CUTS} of a report.
 */
public final class Simulate {
  private static final int REPORTED_FAILURES = 5;

  /** Schedules between two looks at the clock. */
  private static final long BATCH = 100;

  private static final long PROGRESS_NS = Duration.ofSeconds(10).toNanos();

  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final Cuts cuts;
  private final AtomicLong events = new AtomicLong();

  /** Report by seed. */
  private final ConcurrentSkipListMap<Long, String> failures = new ConcurrentSkipListMap<>();

  private Simulate(Cuts cuts) {
    this.cuts = cuts;
  }

  public static void main(String[] args) {
    long from = 1;
    long schedules = 2000;
    long seconds = Duration.ofDays(1).toSeconds();
    Cuts cuts = Cuts.NONE;
    boolean understood = args.length % 2 == 0;
    for (int i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--schedules" -> schedules = Long.parseLong(args[i + 1]);
        case "--from" -> from = Long.parseLong(args[i + 1]);
        case "--seconds" -> seconds = Long.parseLong(args[i + 1]);
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
          "usage: simulate [--schedules N] [--from SEED] [--seconds N] | --seed SEED [--cut CUTS]");
      System.exit(2);
    }
    Simulate run = new Simulate(cuts);
    run.all(from, from + schedules, Duration.ofSeconds(seconds));
    System.exit(run.failures.isEmpty() ? 0 : 1);
  }

  private void all(long from, long end, Duration most) {
    long start = System.nanoTime();
    long told = start;
    long next = from;
    while (next < end && System.nanoTime() - start < most.toNanos()) {
      long batch = Math.min(end, next + BATCH);
      LongStream.range(next, batch).parallel().forEach(this::one);
      next = batch;
      if (System.nanoTime() - told > PROGRESS_NS) {
        told = System.nanoTime();
        tell(from, next, start);
      }
    }
    tell(from, next, start);
    List<String> reports = new ArrayList<>(failures.values());
    reports.subList(0, Math.min(REPORTED_FAILURES, reports.size())).forEach(System.out::println);
    if (!failures.isEmpty()) {
      System.out.println("failing seeds: " + failures.keySet());
    }
  }

  private void tell(long from, long next, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    double coreSeconds = process.getProcessCpuTime() / 1e9;
    long done = next - from;
    System.out.printf(
        "seeds %d..%d: %d schedules, %.1f/s, %.1f per core and second, %d events, %d violations;"
            + " next: --from %d%n",
        from,
        next - 1,
        done,
        done / seconds,
        done / coreSeconds,
        events.get(),
        failures.size(),
        next);
  }

  private void one(long seed) {
    try {
      events.addAndGet(Schedule.check(seed, cuts));
    } catch (AssertionError failure) {
      failures.put(seed, String.valueOf(failure.getMessage()));
    }
  }
}
