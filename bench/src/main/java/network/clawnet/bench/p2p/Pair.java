package network.clawnet.bench.p2p;

import java.io.IOException;
import network.clawnet.core.codec.Json;

/** A peer that listens and one that has dialled it. */
final class Pair implements AutoCloseable {
  private static final long CHUNK_BYTES = 4 << 20;
  private static final int FIRST_TRIPS = 100;
  private static final int TRIP_BYTES = 32;
  private static final double NANOS = 1e9;
  private static final double MICROS = 1e6;

  private final Peer server;
  private final Peer client;

  private Pair(Peer server, Peer client) {
    this.server = server;
    this.client = client;
  }

  static Pair start(Kind kind) throws IOException {
    Peer server = Peer.start(kind, "none");
    try {
      Peer client = Peer.start(kind, "none");
      client.call("dial", Json.object().put("addr", server.address()));
      return new Pair(server, client);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /**
   * What was measured.
   *
   * @param perSecond bytes, or round trips, per second
   * @param cpuMicrosEach processor time of both processes for each of them
   */
  record Rate(double perSecond, double cpuMicrosEach) {}

  /** One command that does so many of something and says how long it took. */
  private interface Work {
    long micros(long count) throws IOException;
  }

  /** Sends bytes from the client to the server, split over streams side by side. */
  Rate throughput(int streams, Options options) throws IOException {
    return measure(count -> upload(count / streams, streams), CHUNK_BYTES, options);
  }

  private long upload(long bytes, int streams) throws IOException {
    return micros(
        "perf", Json.object().put("upload", bytes).put("download", 0).put("streams", streams));
  }

  /** Plays a small message to and fro on one stream. */
  Rate roundTrips(Options options) throws IOException {
    return measure(
        count -> micros("roundTrips", Json.object().put("count", count).put("bytes", TRIP_BYTES)),
        FIRST_TRIPS,
        options);
  }

  private long micros(String command, Json.Builder arguments) throws IOException {
    return Peer.number(client.call(command, arguments.put("peer", server.id())), "micros");
  }

  /** Warms up with more and more work; then one command takes all of the time. */
  private Rate measure(Work work, long first, Options options) throws IOException {
    long end = System.nanoTime() + (long) (options.warmUp() * NANOS);
    long count = first;
    double rate = 0;
    while (rate == 0 || System.nanoTime() < end) {
      rate = count * MICROS / Math.max(1, work.micros(count));
      count = Math.max(first, Math.min(2 * count, (long) rate));
    }
    long all = Math.max(first, (long) (rate * options.seconds()));
    long before = cpuMicros();
    double perSecond = all * MICROS / work.micros(all);
    return new Rate(perSecond, (double) (cpuMicros() - before) / all);
  }

  private long cpuMicros() throws IOException {
    return server.usage().cpuMicros() + client.usage().cpuMicros();
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
