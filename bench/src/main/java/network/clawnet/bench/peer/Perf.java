package network.clawnet.bench.peer;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.p2p.host.Host;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.TransportException;

/**
 * The perf protocol: the client says how many bytes it wants, sends its own and finishes; then the
 * server sends what was wanted and finishes.
 */
final class Perf {
  private static final String PROTOCOL = "/perf/1.0.0";
  private static final int BLOCK_BYTES = 64 << 10;
  private static final int MAX_STREAMS = 1_024;
  private static final StreamTerms TERMS =
      new StreamTerms(BLOCK_BYTES, BLOCK_BYTES, MAX_STREAMS, MAX_STREAMS, Duration.ZERO);

  private Perf() {}

  /** Bytes to send and bytes to ask for, on each stream. */
  record Order(long upload, long download) {}

  /** Answers on a host. */
  static void serve(Host host) {
    host.handleBytes(PROTOCOL, TERMS, Server::new);
  }

  /** Carries an order out, on so many streams side by side. */
  static void run(Host host, PeerId peer, Order order, int streams)
      throws CommandException, InterruptedException {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      Client client = new Client(order);
      clients.add(client);
      Waiting.get(host.openBytes(peer, List.of(PROTOCOL), client), "open a stream");
    }
    for (Client client : clients) {
      Waiting.get(client.done, "perf");
    }
  }

  /** So many zeros, sent as fast as the stream takes them. */
  private static final class Zeros {
    private static final byte[] BLOCK = new byte[BLOCK_BYTES];

    private long left;
    private boolean finished;

    Zeros(long count) {
      left = count;
    }

    void pump(MuxedStream stream) {
      while (left > 0 && stream.isWritable()) {
        int size = (int) Math.min(left, BLOCK_BYTES);
        left -= size;
        stream.write(ByteBuffer.wrap(BLOCK, 0, size));
      }
      if (left == 0 && !finished) {
        finished = true;
        stream.closeWrite();
      }
    }
  }

  private static final class Client implements StreamListener {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Order order;
    private final Zeros zeros;
    private long received;

    Client(Order order) {
      this.order = order;
      zeros = new Zeros(order.upload());
    }

    @Override
    public void opened(MuxedStream stream) {
      stream.write(ByteBuffer.allocate(Long.BYTES).putLong(0, order.download()));
      zeros.pump(stream);
    }

    @Override
    public void writable(MuxedStream stream) {
      zeros.pump(stream);
    }

    @Override
    public void received(MuxedStream stream, ByteBuffer bytes) {
      received += bytes.remaining();
    }

    @Override
    public void ended(MuxedStream stream) {
      if (received == order.download()) {
        done.complete(null);
      } else {
        done.completeExceptionally(new CommandException(received + " bytes came"));
      }
    }

    @Override
    public void closed(MuxedStream stream, TransportException reason) {
      done.completeExceptionally(reason);
    }
  }

  private static final class Server implements StreamListener {
    private final ByteBuffer head = ByteBuffer.allocate(Long.BYTES);
    private Zeros zeros = new Zeros(0);

    @Override
    public void received(MuxedStream stream, ByteBuffer bytes) {
      while (head.hasRemaining() && bytes.hasRemaining()) {
        head.put(bytes.get());
      }
    }

    @Override
    public void ended(MuxedStream stream) {
      if (head.hasRemaining()) {
        stream.reset(0);
        return;
      }
      zeros = new Zeros(head.getLong(0));
      zeros.pump(stream);
    }

    @Override
    public void writable(MuxedStream stream) {
      zeros.pump(stream);
    }
  }
}
