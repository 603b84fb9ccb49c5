package network.clawnet.bench.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import network.clawnet.bench.load.HttpConnection;
import network.clawnet.bench.load.Population;
import network.clawnet.bench.load.Samples;

/** Deals on a network, from the order to the review, and how soon another node finds a listing. */
public final class MarketTrade {
  /** Decided in issue 5, on two cores. */
  private static final double MOST_FOUND_MILLIS = 300;

  private static final int LANES = 8;
  private static final int WARM_UP = 20;
  private static final int LISTINGS = 100;
  private static final long FOUND_SECONDS = 30;
  private static final long LOOK_NANOS = 1_000_000;
  private static final double NANOS = 1e9;
  private static final double MICROS = 1e3;

  private final ClawRig rig;
  private final Population population = new Population(ClawRig.ACCOUNTS);

  private MarketTrade(ClawRig rig) {
    this.rig = rig;
  }

  /** Measures a network that it makes and ends. */
  public static void measure(Path place, int validators, double seconds, Sheet sheet)
      throws IOException, InterruptedException {
    try (ClawRig rig = ClawRig.start(place, validators, 0)) {
      sheet.title("Trade, " + validators + " validators on loopback");
      MarketTrade trade = new MarketTrade(rig);
      if (validators > 1) {
        Samples found = trade.found();
        sheet.most(
            "published to found on another node: p50, ms",
            "%.1f",
            found.percentile(50) / MICROS,
            MOST_FOUND_MILLIS);
        sheet.row("  p99, ms", "%.1f", found.percentile(99) / MICROS);
      }
      double cpu = rig.cpuSeconds();
      double[] rate = trade.cycles(seconds);
      sheet.row("deals from order to review per second", "%,.0f", rate[0] / rate[1]);
      sheet.row("CPU µs per deal, all nodes", "%,.0f", (rig.cpuSeconds() - cpu) * 1e6 / rate[0]);
    }
  }

  /** Publishes at one node and asks another until it finds it. */
  private Samples found() throws IOException {
    Samples samples = new Samples();
    // the last account trades in no lane
    Trader seller = new Trader(rig.chain(), population.key(ClawRig.ACCOUNTS - 1));
    try (Door door = rig.open(0);
        HttpConnection other = rig.api(1)) {
      for (int i = 0; i < WARM_UP + LISTINGS; i++) {
        byte[] event = seller.publish("unique" + i + "thing").bytes();
        long start = System.nanoTime();
        door.submit(List.of(event));
        while (!finds(other, "unique" + i + "thing")) {
          if (System.nanoTime() - start > FOUND_SECONDS * NANOS) {
            throw new IOException("a listing was not found");
          }
          LockSupport.parkNanos(LOOK_NANOS);
        }
        if (i >= WARM_UP) {
          samples.add((int) ((System.nanoTime() - start) / 1_000));
        }
      }
    }
    return samples;
  }

  private static boolean finds(HttpConnection node, String word) throws IOException {
    HttpConnection.Reply reply = node.get("/api/markets/search?keyword=" + word);
    return reply.status() == 200 && reply.text().contains("\"listingId\"");
  }

  /** Returns how many deals were made, and the seconds that they took. */
  private double[] cycles(double seconds) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(LANES);
    List<DealLane> lanes = new ArrayList<>();
    try {
      for (int i = 0; i < LANES; i++) {
        lanes.add(new DealLane(rig.open(i % rig.size()), rig.chain(), population, i, LANES));
      }
      each(threads, lanes, DealLane::offer);
      each(threads, lanes, DealLane::trade); // the first round warms up
      long start = System.nanoTime();
      long end = start + (long) (seconds * NANOS);
      int deals = each(threads, lanes, lane -> lane.tradeUntil(end));
      return new double[] {deals, (System.nanoTime() - start) / NANOS};
    } finally {
      threads.shutdownNow();
      for (DealLane lane : lanes) {
        lane.close();
      }
    }
  }

  /** Something that is done with each lane side by side, and gives a number. */
  private interface Work {
    int with(DealLane lane) throws IOException;
  }

  private static int each(ExecutorService threads, List<DealLane> lanes, Work work)
      throws IOException {
    List<Future<Integer>> running = new ArrayList<>();
    for (DealLane lane : lanes) {
      running.add(threads.submit(() -> work.with(lane)));
    }
    int sum = 0;
    try {
      for (Future<Integer> one : running) {
        sum += one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return sum;
  }
}
