package network.clawnet.p2p.transport.tcp;

import static network.clawnet.p2p.transport.tcp.TestNode.await;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;

/**
 * Prints how fast bytes go one way over loopback, and how long a small message takes there and back
 * meanwhile; both ends in one process: {@code java … [streams mebibytes rounds]}. Not a test.
 */
final class ThroughputProbe {
  private static final int CHUNK_BYTES = 128 << 10;

  private ThroughputProbe() {}

  /** Writes a number of bytes as fast as the stream takes them. */
  private static final class Source implements StreamListener {
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private long left;

    Source(long bytes) {
      left = bytes;
    }

    @Override
    public void opened(MuxedStream stream) {
      pump(stream);
    }

    @Override
    public void writable(MuxedStream stream) {
      pump(stream);
    }

    private void pump(MuxedStream stream) {
      while (left > 0 && stream.isWritable()) {
        int size = (int) Math.min(left, chunk.length);
        left -= size;
        stream.write(ByteBuffer.wrap(chunk, 0, size));
      }
      if (left == 0) {
        left = -1;
        stream.closeWrite();
      }
    }

    @Override
    public void received(MuxedStream stream, ByteBuffer bytes) {}

    @Override
    public void ended(MuxedStream stream) {}
  }

  /** Sends a small message, waits for it to come back, and again, until told to stop. */
  private static final class Pinger implements StreamListener {
    private final List<Long> micros = new ArrayList<>();
    private long sentAt;
    private boolean stopped;

    @Override
    public void opened(MuxedStream stream) {
      send(stream);
    }

    private void send(MuxedStream stream) {
      sentAt = System.nanoTime();
      stream.write(ByteBuffer.wrap(new byte[32]));
    }

    @Override
    public void received(MuxedStream stream, ByteBuffer bytes) {
      synchronized (micros) {
        micros.add((System.nanoTime() - sentAt) / 1000);
        if (stopped) {
          stream.reset(0);
        } else {
          send(stream);
        }
      }
    }

    @Override
    public void ended(MuxedStream stream) {}

    String stop() {
      synchronized (micros) {
        stopped = true;
        micros.sort(null);
        return String.format(
            "p50 %d us, p99 %d us of %d",
            micros.get(micros.size() / 2), micros.get(micros.size() * 99 / 100), micros.size());
      }
    }
  }

  public static void main(String[] args) {
    int streams = args.length > 0 ? Integer.parseInt(args[0]) : 1;
    long bytes = (args.length > 1 ? Long.parseLong(args[1]) : 512) << 20;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 4;
    try (TestNode server = new TestNode();
        TestNode dialer = new TestNode()) {
      Connection connection = dialer.dial(server.listen(), server);
      for (int round = 0; round < rounds; round++) {
        round(server, connection, streams, bytes);
      }
      for (Throwable bug : server.bugs) {
        bug.printStackTrace();
      }
    }
    System.exit(0);
  }

  private static void round(TestNode server, Connection connection, int streams, long bytes) {
    List<Collector> sinks = new ArrayList<>();
    server.protocols.put(
        "/sink/1",
        stream -> {
          Collector sink = new Collector();
          sink.keeping = false;
          synchronized (sinks) {
            sinks.add(sink);
          }
          return sink;
        });
    server.protocols.put("/echo/1", stream -> new Echo());
    Pinger pinger = new Pinger();
    await(connection.open(List.of("/echo/1"), true, pinger));
    long cpu = cpuNanos();
    long start = System.nanoTime();
    for (int i = 0; i < streams; i++) {
      await(connection.open(List.of("/sink/1"), true, new Source(bytes / streams)));
    }
    TestNode.awaitQuietly(
        () -> {
          synchronized (sinks) {
            return sinks.size() == streams && sinks.stream().allMatch(it -> it.ended.isDone());
          }
        });
    double seconds = (System.nanoTime() - start) / 1e9;
    double busy = (cpuNanos() - cpu) / 1e9;
    System.out.printf(
        "PERF %d streams: %.0f MB/s, %.2f CPU-s per GB, small message on the same connection: %s%n",
        streams, bytes / 1e6 / seconds, busy / (bytes / 1e9), pinger.stop());
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
