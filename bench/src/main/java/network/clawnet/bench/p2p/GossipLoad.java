package network.clawnet.bench.p2p;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.Json;

/** Nodes that all know each other and are members of the same topics. */
final class GossipLoad implements AutoCloseable {
  private static final String LOAD = "bench-load";
  private static final String PACED = "bench-paced";
  private static final int MESSAGE_BYTES = 1_024;

  /** Messages that are published side by side, by all nodes together; then all wait for them. */
  private static final int BURST = 4_000;

  /** Messages a second while delays are measured: far below what any implementation can do. */
  private static final int PACE = 100;

  /** For meshes to form. */
  private static final long SETTLE_MILLIS = 4_000;

  private static final long LOOK_MILLIS = 100;
  private static final int LOOKS = 600;

  private final List<Peer> peers;
  private int bursts;

  private GossipLoad(List<Peer> peers) {
    this.peers = peers;
  }

  /** Starts nodes and connects each with each. */
  static GossipLoad start(Kind kind, int nodes, String signing)
      throws IOException, InterruptedException {
    GossipLoad load = new GossipLoad(new ArrayList<>());
    try {
      for (int i = 0; i < nodes; i++) {
        load.peers.add(Peer.start(kind, signing));
      }
      load.connect();
      load.join(LOAD);
      load.join(PACED);
      Thread.sleep(SETTLE_MILLIS);
      return load;
    } catch (IOException e) {
      load.close();
      throw e;
    }
  }

  private void connect() throws IOException {
    for (int i = 0; i < peers.size(); i++) {
      for (Peer later : peers.subList(i + 1, peers.size())) {
        peers.get(i).call("dial", Json.object().put("addr", later.address()));
      }
    }
  }

  private void join(String topic) throws IOException, InterruptedException {
    for (Peer peer : peers) {
      peer.call("join", Json.object().put("topic", topic));
    }
    for (Peer peer : peers) {
      for (int looks = 0; members(peer, topic) < peers.size() - 1; looks++) {
        if (looks == LOOKS) {
          throw new IOException("members of " + topic + " do not find each other");
        }
        Thread.sleep(LOOK_MILLIS);
      }
    }
  }

  private static int members(Peer peer, String topic) throws IOException {
    Json.Obj mesh = peer.call("mesh", Json.object().put("topic", topic));
    return mesh.get("subscribers") instanceof Json.Arr list ? list.items().size() : 0;
  }

  /**
   * What was measured. A message counts once for each node that it reaches.
   *
   * @param perSecond messages that arrived per second
   * @param cpuMicrosEach processor time of all nodes for each of them
   */
  record Rate(double perSecond, double cpuMicrosEach) {
    double perCpuSecond() {
      return 1e6 / cpuMicrosEach;
    }
  }

  /** All nodes publish as fast as they can. */
  Rate rate(Options options) throws IOException {
    repeat(options.warmUp());
    long before = cpuMicros();
    long started = System.nanoTime();
    int arrived = repeat(options.seconds());
    double seconds = (System.nanoTime() - started) / 1e9;
    return new Rate(arrived / seconds, (double) (cpuMicros() - before) / arrived);
  }

  private int repeat(double seconds) throws IOException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    int arrived = 0;
    do {
      arrived += burst();
    } while (System.nanoTime() < end);
    return arrived;
  }

  /** Returns how many messages have arrived, those that reached two nodes counted twice. */
  private int burst() throws IOException {
    int each = BURST / peers.size();
    bursts++;
    List<CompletableFuture<Json.Obj>> published = new ArrayList<>();
    for (Peer peer : peers) {
      published.add(peer.send("publish", order(LOAD, peer, each)));
    }
    int expected = bursts * each * (peers.size() - 1);
    List<CompletableFuture<Json.Obj>> arrivals = new ArrayList<>();
    for (Peer peer : peers) {
      arrivals.add(peer.send("arrived", Json.object().put("topic", LOAD).put("count", expected)));
    }
    for (int i = 0; i < peers.size(); i++) {
      Peer peer = peers.get(i);
      peer.await(published.get(i), "publish");
      long unique = Peer.number(peer.await(arrivals.get(i), "arrived"), "unique");
      if (unique < expected) {
        throw new IOException((expected - unique) + " messages were lost");
      }
    }
    return each * peers.size() * (peers.size() - 1);
  }

  private Json.Builder order(String topic, Peer peer, int count) {
    return Json.object()
        .put("topic", topic)
        .put("tag", peers.indexOf(peer) + "-" + bursts)
        .put("count", count)
        .put("bytes", MESSAGE_BYTES);
  }

  /**
   * How long messages take, in microseconds.
   *
   * @param median mean over the nodes of their medians
   * @param late the worst of their 99th percentiles
   */
  record Delays(double median, double late) {}

  /** One node publishes slowly. */
  Delays delays(Options options) throws IOException {
    Peer author = peers.get(0);
    int count = Math.max(PACE, (int) (PACE * options.seconds()));
    author.call("publish", order(PACED, author, count).put("perSecond", PACE));
    double medians = 0;
    double late = 0;
    for (Peer peer : peers.subList(1, peers.size())) {
      peer.call("arrived", Json.object().put("topic", PACED).put("count", count));
      Json.Obj report = peer.call("received", Json.object().put("topic", PACED));
      medians += Peer.number(report, "p50Micros");
      late = Math.max(late, (double) Peer.number(report, "p99Micros"));
    }
    return new Delays(medians / (peers.size() - 1), late);
  }

  private long cpuMicros() throws IOException {
    long sum = 0;
    for (Peer peer : peers) {
      sum += peer.usage().cpuMicros();
    }
    return sum;
  }

  @Override
  public void close() {
    peers.forEach(Peer::close);
  }
}
