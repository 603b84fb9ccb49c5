package network.clawnet.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import network.clawnet.bench.load.HttpConnection;
import network.clawnet.bench.load.Population;
import network.clawnet.bench.load.Signer;
import network.clawnet.core.config.NodeHome;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisCodec;

/**
 * The load of signed events: signs all of them first, says {@code ready}, waits for a line, then
 * sends batches on a few connections. A connection sends its next batch when its last one is final,
 * so the pool never overflows and every event that is counted is final.
 *
 * <p>Prints {@code begin EVENTS} after the warm-up and {@code end EVENTS MILLIS} after the measured
 * time, where EVENTS are final ones.
 */
final class Generator {
  private static final int CONNECTIONS = 8;
  private static final int BATCH = 400;

  private final Settings settings;
  private final AtomicLong settled = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile boolean stopped;

  /** What to send, for how long. */
  private record Settings(Path home, int port, int accounts, int events, Span span) {}

  /** Seconds before the measured part, and of it. */
  private record Span(int warmUp, int measured) {}

  private Generator(Settings settings) {
    this.settings = settings;
  }

  /** Arguments: home, port, accounts, events to sign, seconds of warm-up, seconds measured. */
  static void start(String[] args) throws Exception {
    Span span = new Span(Integer.parseInt(args[4]), Integer.parseInt(args[5]));
    Settings settings =
        new Settings(
            Path.of(args[0]),
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            span);
    new Generator(settings).run();
  }

  private void run() throws Exception {
    Genesis genesis =
        GenesisCodec.decode(Files.readAllBytes(new NodeHome(settings.home()).genesis()));
    Signer signer = new Signer(genesis.chain(), new Population(settings.accounts()));
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    List<Future<List<Signer.Batch>>> signing = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      int share = i;
      int batches = settings.events() / CONNECTIONS / BATCH;
      signing.add(threads.submit(() -> signer.sign(share, CONNECTIONS, batches, BATCH)));
    }
    List<List<Signer.Batch>> work = new ArrayList<>();
    for (Future<List<Signer.Batch>> each : signing) {
      work.add(each.get());
    }
    System.gc(); // what was garbage of signing must not be collected while the clock runs
    System.out.println("ready");
    if (System.in.read() < 0) {
      return;
    }
    List<Future<?>> sending = new ArrayList<>();
    for (List<Signer.Batch> each : work) {
      sending.add(threads.submit(() -> send(each)));
    }
    measure(sending);
    stopped = true;
    for (Future<?> each : sending) {
      each.get();
    }
    threads.shutdown();
    System.out.println("done " + settled.get() + " " + refused.get());
  }

  private void measure(List<Future<?>> sending) throws InterruptedException {
    Thread.sleep(settings.span().warmUp() * 1_000L);
    long before = settled.get();
    long started = System.nanoTime();
    System.out.println("begin " + before);
    long end = started + settings.span().measured() * 1_000_000_000L;
    while (System.nanoTime() < end && sending.stream().noneMatch(Future::isDone)) {
      Thread.sleep(10);
    }
    long millis = (System.nanoTime() - started) / 1_000_000;
    System.out.println("end " + (settled.get() - before) + " " + millis);
  }

  private Void send(List<Signer.Batch> batches) throws IOException {
    try (HttpConnection node = HttpConnection.tcp(settings.port())) {
      for (Signer.Batch batch : batches) {
        if (stopped) {
          break;
        }
        settle(node, batch);
      }
    }
    return null;
  }

  private void settle(HttpConnection node, Signer.Batch batch) throws IOException {
    HttpConnection.Reply reply = node.post("/api/tx", "application/x-ndjson", batch.body());
    int admitted = 0;
    int errors = 0;
    for (String line : reply.text().split("\n", -1)) {
      admitted += line.contains("\"broadcast\"") ? 1 : 0;
      errors += line.contains("\"error\"") ? 1 : 0;
    }
    if (errors > 0 && refused.getAndAdd(errors) == 0) {
      System.err.println(
          "first refusal: "
              + reply.text().lines().filter(it -> it.contains("error")).findFirst().orElse(""));
    }
    HttpConnection.Reply last =
        node.post("/api/tx?wait=final&timeout=60", "application/json", batch.last());
    if (!last.text().contains("\"final\"")) {
      throw new IOException("the last event of a batch did not become final: " + last.text());
    }
    settled.addAndGet(admitted);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
