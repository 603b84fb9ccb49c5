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
 * Prints how fast bytes go one way over loopback, both ends in one process: {@code java … [streams
 * mebibytes rounds]}. Not a test.
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
        "PERF %d streams: %.0f MB/s, %.2f CPU-s per GB, rtt %d us%n",
        streams, bytes / 1e6 / seconds, busy / (bytes / 1e9), connection.rttMicros());
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
