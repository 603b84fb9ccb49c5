package network.clawnet.p2p.transport.tcp;

import static network.clawnet.p2p.transport.tcp.TestNode.await;

import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;

/**
 * Prints connections made per second, round trips per second and what an idle connection costs,
 * both ends in one process: {@code java … [connections trips]}. Not a test.
 */
final class ConnectionProbe {
  private ConnectionProbe() {}

  /** Sends one small message after the other, each when the one before has come back. */
  private static final class PingPong implements StreamListener {
    final CompletableFuture<Void> done = new CompletableFuture<>();
    private int left;

    PingPong(int trips) {
      left = trips;
    }

    @Override
    public void opened(MuxedStream stream) {
      stream.write(ByteBuffer.wrap(new byte[32]));
    }

    @Override
    public void received(MuxedStream stream, ByteBuffer bytes) {
      if (--left > 0) {
        stream.write(ByteBuffer.wrap(new byte[32]));
      } else {
        done.complete(null);
      }
    }

    @Override
    public void ended(MuxedStream stream) {}
  }

  public static void main(String[] args) {
    int connections = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int trips = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
    try (TestNode server = new TestNode();
        TestNode dialer = new TestNode()) {
      server.protocols.put("/echo/1", stream -> new Echo());
      Multiaddr address = server.listen();
      Connection first = dialer.dial(address, server);
      for (int round = 0; round < 3; round++) {
        trips(first, trips);
      }
      connect(server, dialer, address, 200, new ArrayList<>());
      long before = memory();
      List<Connection> kept = new ArrayList<>();
      connect(server, dialer, address, connections, kept);
      long each = (memory() - before) / (2L * connections);
      System.out.printf("PERF idle connection: %d bytes of heap and direct memory%n", each);
    }
    System.exit(0);
  }

  private static void trips(Connection connection, int trips) {
    PingPong pings = new PingPong(trips);
    long start = System.nanoTime();
    await(connection.open(List.of("/echo/1"), true, pings));
    await(pings.done);
    double micros = (System.nanoTime() - start) / 1e3 / trips;
    System.out.printf("PERF round trip: %.1f us%n", micros);
  }

  private static void connect(
      TestNode server, TestNode dialer, Multiaddr address, int count, List<Connection> kept) {
    long start = System.nanoTime();
    int open = server.connections.size();
    for (int at = 0; at < count; at += 20) {
      List<CompletableFuture<Connection>> dials = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        dials.add(
            dialer
                .transport
                .dial(address, java.util.Optional.of(server.self))
                .toCompletableFuture());
      }
      dials.forEach(dial -> kept.add(await(dial)));
    }
    TestNode.awaitQuietly(() -> server.connections.size() == open + count);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("PERF connections: %.0f per second%n", count / seconds);
  }

  private static long memory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long direct = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    return runtime.totalMemory() - runtime.freeMemory() + direct;
  }
}
