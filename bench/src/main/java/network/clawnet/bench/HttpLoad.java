package network.clawnet.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import network.clawnet.bench.load.HttpConnection;
import network.clawnet.bench.load.Population;
import network.clawnet.bench.load.Samples;

/**
 * The load of an application: transfers that the node signs, each awaited until final. Prints
 * {@code end REQUESTS MILLIS P50-MICROS P99-MICROS FAILED SETTLED}, where SETTLED counts the
 * warm-up, too.
 */
final class HttpLoad {
  private static final int RECIPIENTS = 1_000;

  private final int port;
  private final List<byte[]> bodies = new ArrayList<>();
  private volatile long begin;
  private volatile long end;

  private HttpLoad(int port, Population population) {
    this.port = port;
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < RECIPIENTS; i++) {
      String to = population.did(random.nextInt(population.accounts())).text();
      bodies.add(Generator.utf8("{\"to\":\"" + to + "\",\"amount\":1}"));
    }
  }

  /** Arguments: port, accounts, connections, seconds of warm-up, seconds measured. */
  static void start(String[] args) throws Exception {
    HttpLoad load = new HttpLoad(Integer.parseInt(args[0]), new Population(number(args[1])));
    load.run(number(args[2]), number(args[3]), number(args[4]));
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private void run(int connections, int warmUp, int seconds) throws Exception {
    begin = System.nanoTime() + warmUp * 1_000_000_000L;
    end = begin + seconds * 1_000_000_000L;
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    List<Future<Counted>> running = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      int seed = i;
      running.add(threads.submit(() -> send(seed)));
    }
    Counted all = new Counted();
    for (Future<Counted> each : running) {
      all.add(each.get());
    }
    threads.shutdown();
    System.out.printf(
        "end %d %d %d %d %d %d%n",
        all.times.size(),
        seconds * 1_000,
        all.times.percentile(50),
        all.times.percentile(99),
        all.failed,
        all.settled);
  }

  private Counted send(int seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Counted samples = new Counted();
    try (HttpConnection node = HttpConnection.tcp(port)) {
      long now = System.nanoTime();
      while (now < end) {
        byte[] body = bodies.get(random.nextInt(bodies.size()));
        HttpConnection.Reply reply =
            node.post("/api/wallet/transfer?wait=final", "application/json", body);
        long done = System.nanoTime();
        if (!reply.text().contains("\"final\"")) {
          samples.failed++;
          if (samples.failed == 1) {
            System.err.println("first failure: " + reply.text());
          }
        } else {
          samples.settled++;
          if (now >= begin && done <= end) {
            samples.times.add((int) ((done - now) / 1_000));
          }
        }
        now = done;
      }
    }
    return samples;
  }

  /** What became of requests, and the latencies of those that count. */
  private static final class Counted {
    private final Samples times = new Samples();
    private long failed;
    private long settled;

    void add(Counted other) {
      times.add(other.times);
      failed += other.failed;
      settled += other.settled;
    }
  }
}
