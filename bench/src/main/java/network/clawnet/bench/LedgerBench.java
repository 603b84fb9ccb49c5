package network.clawnet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import network.clawnet.core.crypto.Ed25519Verifier;

/** {@code bench ledger}: one run, one table. */
final class LedgerBench {
  private static final int MAX_WARM_UP_SECONDS = 10;
  private static final int EVENTS_PER_SECOND = 30_000;
  private static final int HTTP_WARM_UP_SECONDS = 4;
  private static final int HTTP_SECONDS = 10;
  private static final List<Integer> CONNECTIONS = List.of(1, 8, 64);

  private final Options options;
  private final Table table = new Table(System.out);
  private final Path directory;
  private double bcTwoThreads;

  LedgerBench(Options options) throws IOException {
    this.options = options;
    this.directory =
        Files.createTempDirectory(
            Path.of(System.getProperty("clawnet.bench.dir", "/var/tmp")), "b");
  }

  void run() throws Exception {
    try {
      table.title("Signature verifications per second, 450-byte messages");
      for (Ed25519Verifier verifier : Ed25519Verifier.values()) {
        double one = VerifyRates.measure(verifier, 1);
        double two = VerifyRates.measure(verifier, 2);
        bcTwoThreads = verifier == Ed25519Verifier.BOUNCY_CASTLE ? two : bcTwoThreads;
        table.row("%s: 1 thread / 2 threads", verifier.shortName()).value("%,.0f", one, two);
      }
      FsyncProbe fsync = FsyncProbe.measure(directory);
      table.title("Disk");
      table
          .row("fsync of 4 KiB: p50 / p99, µs")
          .value("%,.0f", fsync.p50Micros(), fsync.p99Micros());
      for (int accounts : options.accounts()) {
        ledger(accounts);
      }
    } finally {
      delete(directory);
    }
  }

  private void ledger(int accounts) throws Exception {
    Path home = directory.resolve("node-" + accounts);
    table.title("%,d accounts", accounts);
    NodeProcess.start(home, "accp").close();
    try (Child loader = Child.start("2g", "load", home, accounts)) {
      long started = System.nanoTime();
      loader.finish();
      table.row("bulk load, s").value("%.1f", (System.nanoTime() - started) / 1e9);
    }
    for (String crypto : options.crypto()) {
      // each verifier begins with the same state, at its own copy
      Path copy = directory.resolve(crypto + "-" + accounts);
      copy(home, copy);
      new NodeRun(copy, accounts, crypto).measure();
      delete(copy);
    }
    delete(home);
  }

  /** One node through all its measurements. */
  private final class NodeRun {
    private final Path home;
    private final int accounts;
    private final String crypto;
    private double transfers;

    NodeRun(Path home, int accounts, String crypto) {
      this.home = home;
      this.accounts = accounts;
      this.crypto = crypto;
    }

    void measure() throws Exception {
      long before = diskBytes();
      NodeProcess node = NodeProcess.start(home, crypto);
      try {
        preSigned(node);
        for (int connections : CONNECTIONS) {
          http(node, connections);
        }
        row("peak resident memory, MiB").value("%,.0f", (double) node.peakMib());
        node.kill();
      } finally {
        node.close();
      }
      try (NodeProcess again = NodeProcess.start(home, crypto)) {
        row("kill -9, then start to first answer, ms")
            .value("%,.0f", (double) again.millisToAnswer());
      }
      row("bytes per transfer that stay on disk")
          .value("%,.0f", (diskBytes() - before) / transfers);
    }

    private Table.Row row(String name) {
      return table.row("%s: %s", crypto, name);
    }

    private void preSigned(NodeProcess node) throws Exception {
      int warmUp = Math.min(MAX_WARM_UP_SECONDS, options.seconds());
      int events = (options.seconds() + warmUp) * EVENTS_PER_SECOND;
      try (Child load =
          Child.start(
              "2g", "generate", home, node.port(), accounts, events, warmUp, options.seconds())) {
        load.expect("ready");
        long deviceBefore = node.deviceBytes();
        load.go();
        load.expect("begin");
        double cpuBefore = node.cpuSeconds();
        String[] end = load.expect("end");
        double cpu = node.cpuSeconds() - cpuBefore;
        String[] done = load.expect("done");
        load.finish();
        double measured = Long.parseLong(end[0]);
        double rate = measured / Long.parseLong(end[1]) * 1_000;
        double all = Long.parseLong(done[0]);
        row("pre-signed transfers final per second").value("%,.0f", rate);
        row("CPU µs per transfer, whole node").value("%.1f", cpu * 1e6 / measured);
        row("ratio to Bouncy Castle's two-thread rate").value("%.2f", rate / bcTwoThreads);
        row("bytes per transfer written to the device")
            .value("%,.0f", (node.deviceBytes() - deviceBefore) / all);
        transfers += all;
        row("measured seconds / refused events")
            .value("%,.0f", Long.parseLong(end[1]) / 1e3, Double.parseDouble(done[1]));
      }
    }

    private void http(NodeProcess node, int connections) throws Exception {
      try (Child load =
          Child.start(
              "256m",
              "http",
              node.port(),
              accounts,
              connections,
              HTTP_WARM_UP_SECONDS,
              HTTP_SECONDS)) {
        double cpuBefore = node.cpuSeconds();
        String[] end = load.expect("end");
        double cpu = node.cpuSeconds() - cpuBefore;
        load.finish();
        double requests = Long.parseLong(end[0]);
        transfers += Long.parseLong(end[5]);
        double seconds = Long.parseLong(end[1]) / 1e3;
        row("HTTP transfers wait=final, %d connections: per second".formatted(connections))
            .value("%,.0f", requests / seconds);
        row("HTTP latency, %d connections: p50 / p99, ms".formatted(connections))
            .value("%.2f", Long.parseLong(end[2]) / 1e3, Long.parseLong(end[3]) / 1e3);
        row("HTTP CPU, %d connections: cores busy / failed".formatted(connections))
            .value("%.2f", cpu / (HTTP_SECONDS + HTTP_WARM_UP_SECONDS), Double.parseDouble(end[4]));
      }
    }

    private long diskBytes() throws IOException {
      try (Stream<Path> files = Files.walk(home.resolve("data"))) {
        long sum = 0;
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          sum += sizeOf(file);
        }
        return sum;
      }
    }
  }

  /** The node deletes files while they are being counted. */
  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private static void copy(Path from, Path to) throws IOException, InterruptedException {
    command("cp", "-a", from.toString(), to.toString());
  }

  private static void command(String... words) throws IOException, InterruptedException {
    if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
      throw new IOException(String.join(" ", words) + " failed");
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
