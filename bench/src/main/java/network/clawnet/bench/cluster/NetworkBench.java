package network.clawnet.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import network.clawnet.bench.load.Samples;

/** {@code bench network}: networks of several validators one after the other, in one table. */
public final class NetworkBench {
  /** Decided in issue 4, on two cores, for four validators on loopback. */
  private static final int GOAL_VALIDATORS = 4;

  private static final double LEAST_PER_SECOND = 1_500;
  private static final double MOST_IDLE_MILLIS = 15;
  private static final double MOST_HALF_MILLIS = 60;
  private static final double MOST_IDLE_CPU_PERCENT = 1;

  private static final double LEAST_PART_PERCENT = 50;
  private static final double MOST_GAP_SECONDS = 3;

  private static final List<Integer> LOADS = List.of(10, 50, 90);
  private static final double WARM_UP_SECONDS = 15;
  private static final double SETTLE_SECONDS = 3;

  /** More than one validator of this machine can take in a second. */
  private static final int MOST_PER_SECOND = 24_000;

  private static final int MOST_EVENTS = 1_200_000;
  private static final double MILLIS = 1e3;

  private final Options options;
  private final Sheet sheet = new Sheet(System.out);
  private final Path directory;

  private NetworkBench(Options options) throws IOException {
    this.options = options;
    this.directory =
        Files.createTempDirectory(
            Path.of(System.getProperty("clawnet.bench.dir", "/var/tmp")), "b");
  }

  /** Measures what the arguments ask for; returns whether all goals on the table are reached. */
  public static boolean run(String[] args) throws IOException, InterruptedException {
    NetworkBench bench = new NetworkBench(Options.parse(args));
    try {
      bench.measure();
    } catch (IOException e) {
      throw new IOException("the homes and logs are left in " + bench.directory, e);
    }
    delete(bench.directory);
    return !bench.sheet.missed();
  }

  private void measure() throws IOException, InterruptedException {
    int eventBytes = 0;
    for (int delay : options.delays()) {
      for (int validators : options.validators()) {
        if (delay > 0 && !Wire.isThere()) {
          sheet.title(
              "SKIPPED: " + validators + " validators with delay: no TUN, or no wire built");
          continue;
        }
        Path place = Files.createDirectory(directory.resolve(validators + "-" + delay));
        try (Rig rig = ClawRig.start(place, validators, delay)) {
          String how = delay == 0 ? "loopback" : delay + " ms from each to each";
          sheet.title("ClawNet, " + validators + " validators, " + how);
          eventBytes = rig.event(0, 1, 0).length;
          all(rig, delay, delay == 0 && validators == GOAL_VALIDATORS);
        }
        delete(place);
      }
    }
    if (options.delays().contains(0) && options.validators().contains(GOAL_VALIDATORS)) {
      loss();
    }
    if (options.comet() && eventBytes > 0) {
      comet(eventBytes);
    }
  }

  private void comet(int eventBytes) throws IOException, InterruptedException {
    if (!CometRig.isThere()) {
      sheet.title("SKIPPED: CometBFT was not built (bin/interop-peers cometbft)");
      return;
    }
    Path place = Files.createDirectory(directory.resolve("comet"));
    try (Rig rig = CometRig.start(place, GOAL_VALIDATORS, eventBytes)) {
      sheet.title(
          "CometBFT 1.0.1 kvstore, "
              + GOAL_VALIDATORS
              + " validators, loopback: checks no signatures, has no state tree");
      all(rig, 0, false);
    }
  }

  /** What remains when a validator is killed that no part of the load goes to. */
  private void loss() throws IOException, InterruptedException {
    Path place = Files.createDirectory(directory.resolve("loss"));
    int living = GOAL_VALIDATORS - 1;
    try (ClawRig rig = ClawRig.start(place, GOAL_VALIDATORS, 0);
        Load load = new Load(rig, living)) {
      sheet.title("ClawNet, " + GOAL_VALIDATORS + " validators, of which one is killed");
      double warmUp = Math.min(WARM_UP_SECONDS, options.seconds());
      int events = (int) (MOST_PER_SECOND / GOAL_VALIDATORS * (warmUp + options.seconds()));
      Load.Rate whole = load.saturate(warmUp, options.seconds(), Math.min(MOST_EVENTS, events));
      rig.kill(living);
      long killed = System.currentTimeMillis();
      Load.Rate less = load.saturate(0, options.seconds(), Math.min(MOST_EVENTS, events));
      sheet.row("transfers final per second with all", "%,.0f", whole.perSecond());
      sheet.row("  from the kill on, with all but one", "%,.0f", less.perSecond());
      double part = less.perSecond() / whole.perSecond() * 100;
      sheet.least("  the second of the first, %", "%.0f", part, LEAST_PART_PERCENT);
      double gap = rig.longestGapMillis(0, killed) / MILLIS;
      sheet.most("  longest time between two blocks, s", "%.2f", gap, MOST_GAP_SECONDS);
    }
    delete(place);
  }

  /** All measurements of one network. */
  private void all(Rig rig, int delay, boolean goals) throws IOException, InterruptedException {
    try (Load load = new Load(rig, rig.size())) {
      int perSecond = MOST_PER_SECOND / rig.size();
      double warmUp = Math.min(WARM_UP_SECONDS, options.seconds());
      int events = (int) Math.min(MOST_EVENTS, perSecond * (warmUp + options.seconds()));
      Load.Rate rate = load.saturate(warmUp, options.seconds(), events);
      double least = goals ? LEAST_PER_SECOND : 0;
      judged(goals, "transfers final per second", "%,.0f", rate.perSecond(), least, true);
      sheet.row(
          "  measured seconds / bytes of an event",
          "%.0f / %d",
          rate.seconds(),
          rig.event(0, 1, 0).length);
      sheet.row("CPU µs per transfer, all nodes", "%,.0f", rate.cpuMicros());
      if (delay == 0) {
        sheet.row("bytes per transfer on the wire, with TCP/IP headers", "%,.0f", rate.wireBytes());
      }
      idle(rig, goals);
      Samples idle = load.latencies(0, options.latencySeconds());
      latencies("idle", idle, goals, MOST_IDLE_MILLIS);
      for (int percent : LOADS) {
        double offered = rate.perSecond() * percent / 100;
        Samples samples = load.latencies(offered, options.latencySeconds());
        latencies(percent + " % load", samples, goals && percent == 50, MOST_HALF_MILLIS);
      }
    }
  }

  private void idle(Rig rig, boolean goals) throws IOException, InterruptedException {
    Thread.sleep((long) (SETTLE_SECONDS * MILLIS));
    double before = rig.cpuSeconds();
    Thread.sleep((long) (options.latencySeconds() * MILLIS));
    double used = rig.cpuSeconds() - before;
    double percent = used / options.latencySeconds() / rig.size() * 100;
    judged(goals, "idle CPU per node, % of a core", "%.2f", percent, MOST_IDLE_CPU_PERCENT, false);
  }

  private void latencies(String when, Samples samples, boolean goals, double goal) {
    String name = "submit to final, " + when + ": p50, ms";
    judged(goals, name, "%.1f", samples.percentile(50) / MILLIS, goal, false);
    sheet.row("  p99, ms", "%.1f", samples.percentile(99) / MILLIS);
  }

  private void judged(
      boolean judged, String name, String format, double value, double goal, boolean least) {
    if (!judged) {
      sheet.row(name, format, value);
    } else if (least) {
      sheet.least(name, format, value, goal);
    } else {
      sheet.most(name, format, value, goal);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
