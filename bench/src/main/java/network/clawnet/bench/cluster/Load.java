package network.clawnet.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import network.clawnet.bench.load.Samples;

/**
 * The load on one network: lanes that send much, and lanes that measure how long one event takes.
 */
final class Load implements AutoCloseable {
  private static final int SENDERS = 8;
  private static final int PROBES = 8;
  private static final int BATCH = 200;
  private static final double NANOS = 1e9;

  /** Between two batches of a lane under a chosen load, and between its probes. */
  private static final double PERIOD_SECONDS = 0.1;

  /** Between two probes of a lane when there is no other load. */
  private static final double IDLE_PERIOD_SECONDS = 0.8;

  private static final long LOOK_MILLIS = 5;

  private final Rig rig;
  private final List<Lane> senders = new ArrayList<>();
  private final List<Lane> probes = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS + PROBES);

  /**
   * Opens all lanes.
   *
   * @param nodes that the load goes to: the first ones of the rig
   */
  Load(Rig rig, int nodes) throws IOException {
    this.rig = rig;
    int lanes = SENDERS + PROBES;
    for (int i = 0; i < SENDERS; i++) {
      senders.add(new Lane(rig, i % nodes, i, lanes));
    }
    for (int i = 0; i < PROBES; i++) {
      probes.add(new Lane(rig, nodes - 1 - i % nodes, SENDERS + i, lanes));
    }
  }

  /**
   * What was measured at full load.
   *
   * @param perSecond events that became final
   * @param cpuMicros processor time of all nodes for each
   * @param wireBytes bytes that crossed the loopback device for each
   */
  record Rate(double perSecond, double seconds, double cpuMicros, double wireBytes) {}

  /**
   * Keeps 1 600 events under way.
   *
   * @param most events that are made ahead of time
   */
  Rate saturate(double warmUp, double seconds, int most) throws IOException {
    int each = most / SENDERS / BATCH * BATCH;
    each(senders, it -> prepare(it, each));
    System.gc(); // what was garbage of signing must not be collected while the clock runs
    AtomicLong settled = new AtomicLong();
    long start = System.nanoTime();
    long end = start + (long) ((warmUp + seconds) * NANOS);
    List<Future<Integer>> running = new ArrayList<>();
    for (Lane lane : senders) {
      running.add(threads.submit(() -> flood(lane, end, settled)));
    }
    sleepUntil(start + (long) (warmUp * NANOS), running);
    long before = settled.get();
    double cpuBefore = rig.cpuSeconds();
    long bytesBefore = loopbackBytes();
    long began = System.nanoTime();
    sleepUntil(end, running);
    double measured = settled.get() - before;
    double took = (System.nanoTime() - began) / NANOS;
    double cpu = rig.cpuSeconds() - cpuBefore;
    double bytes = loopbackBytes() - bytesBefore;
    for (Future<Integer> each1 : running) {
      await(each1);
    }
    return new Rate(measured / took, took, cpu * 1e6 / measured, bytes / measured);
  }

  private static int flood(Lane lane, long end, AtomicLong settled) throws IOException {
    lane.flood(BATCH, end, settled);
    return BATCH;
  }

  private static int prepare(Lane lane, int count) {
    lane.prepare(count);
    return count;
  }

  /** Waits, but not longer than all lanes have events. */
  private static void sleepUntil(long nanos, List<Future<Integer>> running) throws IOException {
    try {
      while (System.nanoTime() < nanos && running.stream().noneMatch(Future::isDone)) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Returns how long events take while others come at a rate. */
  Samples latencies(double perSecond, double seconds) throws IOException {
    int batch = Math.max(1, (int) Math.round(perSecond * PERIOD_SECONDS / SENDERS));
    double period = perSecond == 0 ? IDLE_PERIOD_SECONDS : batch * SENDERS / perSecond;
    int rounds = (int) (seconds / period);
    double probePeriod = perSecond == 0 ? IDLE_PERIOD_SECONDS : PERIOD_SECONDS;
    each(senders, it -> prepare(it, perSecond == 0 ? 0 : rounds * batch));
    each(probes, it -> prepare(it, (int) (seconds / probePeriod)));
    long start = System.nanoTime() + (long) NANOS / 10;
    List<Future<Samples>> running = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      Lane sender = senders.get(i);
      Lane probe = probes.get(i);
      long at = start + (long) (i * period * NANOS / SENDERS);
      long probeAt = start + (long) ((i + 0.5) * probePeriod * NANOS / SENDERS);
      running.add(threads.submit(() -> pace(sender, batch, at, (long) (period * NANOS))));
      running.add(threads.submit(() -> probe.probe(probeAt, (long) (probePeriod * NANOS))));
    }
    Samples all = new Samples();
    for (Future<Samples> each : running) {
      all.add(await(each));
    }
    return all;
  }

  private static Samples pace(Lane lane, int batch, long at, long period) throws IOException {
    lane.pace(batch, at, period);
    return new Samples();
  }

  /** Something that is done with each lane side by side. */
  private interface Work<T> {
    T with(Lane lane) throws IOException;
  }

  private <T> void each(List<Lane> lanes, Work<T> work) throws IOException {
    List<Callable<T>> calls = new ArrayList<>();
    lanes.forEach(lane -> calls.add(() -> work.with(lane)));
    try {
      for (Future<T> each : threads.invokeAll(calls)) {
        await(each);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static <T> T await(Future<T> work) throws IOException {
    try {
      return work.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Returns what the loopback device of this network namespace has carried. */
  private static long loopbackBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/net/dev"))) {
      if (line.strip().startsWith("lo:")) {
        return Long.parseLong(line.strip().split("\\s+", -1)[1]);
      }
    }
    throw new IOException("no loopback device");
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    for (Lane lane : senders) {
      lane.close();
    }
    for (Lane lane : probes) {
      lane.close();
    }
  }
}
