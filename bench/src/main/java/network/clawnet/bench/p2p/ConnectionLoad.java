package network.clawnet.bench.p2p;

import java.io.IOException;
import network.clawnet.core.codec.Json;

/** Connections to one peer: how fast they come and go, and what one costs that stays idle. */
final class ConnectionLoad {
  /** Connections that are kept. */
  static final int HELD = 1_000;

  private static final int FIRST = 100;
  private static final int PARALLEL = 8;
  private static final long SETTLE_MILLIS = 5_000;

  private ConnectionLoad() {}

  /** Returns connections a second, set up and closed by one process of the same kind. */
  static double perSecond(Kind kind, Options options) throws IOException {
    try (Peer server = Peer.start(kind, "none");
        Peer client = Peer.start(kind, "none")) {
      long end = System.nanoTime() + (long) (options.warmUp() * 1e9);
      double rate = 0;
      while (rate == 0 || System.nanoTime() < end) {
        rate = flood(client, server, Math.max(FIRST, (int) rate));
      }
      return flood(client, server, Math.max(FIRST, (int) (rate * options.seconds())));
    }
  }

  private static double flood(Peer client, Peer server, int count) throws IOException {
    Json.Obj done =
        client.call(
            "connections",
            Json.object()
                .put("addr", server.address())
                .put("count", count)
                .put("parallel", PARALLEL));
    return count * 1e6 / Peer.number(done, "micros");
  }

  /**
   * Returns how much resident memory a peer has gained when {@link #HELD} identities of go-libp2p
   * have connected to it, above what it had after as many connections that came and went, in bytes.
   */
  static long heldBytes(Kind kind) throws IOException, InterruptedException {
    try (Peer server = Peer.start(kind, "none");
        Peer client = Peer.start(Kind.GO, "none")) {
      flood(client, server, HELD);
      Thread.sleep(SETTLE_MILLIS);
      long before = server.usage().rssBytes();
      client.call("hold", Json.object().put("addr", server.address()).put("count", HELD));
      Thread.sleep(SETTLE_MILLIS);
      return server.usage().rssBytes() - before;
    }
  }
}
