package network.clawnet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code bench join}: what it costs to join, and what a liar in each phase adds. */
final class JoinBench {
  private static final int EVENTS_PER_BLOCK = 1_000;
  private static final double LEAST_EVENTS_PER_SECOND = 8_000;
  private static final double MOST_CPU_MICROS = 110;
  private static final double MOST_SNAPSHOT_SECONDS = 60;
  private static final double MOST_FOR_A_LIAR = 1.2;

  private final JoinOptions options;
  private final Table table = new Table(System.out);
  private final Path directory;
  private int joins;
  private boolean missed;

  private record Joined(double seconds, double cpuSeconds) {}

  private JoinBench(JoinOptions options) throws IOException {
    this.options = options;
    this.directory =
        Files.createTempDirectory(
            Path.of(System.getProperty("clawnet.bench.dir", "/var/tmp")), "j");
  }

  /** Returns whether all goals were reached. */
  static boolean run(String[] args) throws Exception {
    JoinBench bench = new JoinBench(JoinOptions.parse(args));
    try {
      bench.blocks();
      bench.snapshot();
    } finally {
      delete(bench.directory);
    }
    return !bench.missed;
  }

  private void blocks() throws Exception {
    Path source = directory.resolve("events");
    make("join-events", source, options.events());
    long height = ((long) options.events() + EVENTS_PER_BLOCK - 1) / EVENTS_PER_BLOCK;
    double events = height * EVENTS_PER_BLOCK;
    table.title("Joining a ledger of %,.0f events by blocks, %d peers", events, options.givers());
    Joined honest = join(source, "blocks", height, "none");
    goal("events per second", events / honest.seconds(), LEAST_EVENTS_PER_SECOND, true);
    goal("CPU µs per event", honest.cpuSeconds() * 1e6 / events, MOST_CPU_MICROS, false);
    for (String phase : List.of("status", "blocks")) {
      liar(phase, honest, join(source, "blocks", height, phase));
    }
    delete(source);
  }

  private void snapshot() throws Exception {
    Path source = directory.resolve("state");
    make("join-accounts", source, options.accounts());
    table.title(
        "Joining a state of %,d accounts by a snapshot, %d peers",
        options.accounts(), options.givers());
    Joined honest = join(source, "snapshot", 1, "none");
    goal("seconds", honest.seconds(), MOST_SNAPSHOT_SECONDS, false);
    table.row("CPU seconds").value("%.1f", honest.cpuSeconds());
    for (String phase : List.of("epochs", "snapshot")) {
      liar(phase, honest, join(source, "snapshot", 1, phase));
    }
  }

  private void liar(String phase, Joined honest, Joined with) {
    goal(
        "times as long with a liar in " + phase,
        with.seconds() / honest.seconds(),
        MOST_FOR_A_LIAR,
        false);
  }

  private void goal(String name, double value, double limit, boolean least) {
    boolean reached = least ? value >= limit : value <= limit;
    missed |= !reached;
    table
        .row(
            "%s (goal: at %s %s)%s",
            name, least ? "least" : "most", limit, reached ? "" : " MISSED")
        .value("%,.2f", value);
  }

  private void make(String command, Path source, int size) throws Exception {
    try (Child maker = Child.start("2g", command, source, size)) {
      maker.finish();
    }
  }

  private Joined join(Path source, String mode, long height, String lie) throws Exception {
    try (Child givers = Child.start("1g", "join-give", source, options.givers(), lie)) {
      int hosts = options.givers() + (lie.equals("none") ? 0 : 1);
      List<Object> arguments = new ArrayList<>();
      Path own = directory.resolve("joiner-" + joins++);
      arguments.add(own);
      arguments.add(mode);
      arguments.add(height);
      for (int i = 0; i < hosts; i++) {
        arguments.add(givers.expect("address")[0]);
      }
      givers.expect("serving");
      try (Child joiner = Child.start("512m", "join-take", arguments.toArray())) {
        String[] end = joiner.expect("end");
        delete(own);
        return new Joined(Long.parseLong(end[0]) / 1e3, Long.parseLong(end[1]) / 1e3);
      }
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
