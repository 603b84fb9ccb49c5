package network.clawnet.bench.peer;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.p2p.host.Host;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.wire.Uvarint;

/** The echo protocol: the server sends back what comes. */
final class Echo {
  private static final String PROTOCOL = "/interop/echo/1.0.0";
  private static final int MAX_STREAMS = 1_024;
  private static final StreamTerms TERMS =
      new StreamTerms(64 << 10, 64 << 10, MAX_STREAMS, MAX_STREAMS, Duration.ZERO);

  private Echo() {}

  /** Answers on a host. */
  static void serve(Host host) {
    host.handleBytes(PROTOCOL, TERMS, Server::new);
  }

  /** Sends a message so many times, each when the one before is back; returns microseconds. */
  static long roundTrips(Host host, PeerId peer, int count, int bytes)
      throws CommandException, InterruptedException {
    Client client = new Client(Uvarint.prefixed(new byte[bytes]), count);
    Waiting.get(host.openBytes(peer, List.of(PROTOCOL), client), "open a stream");
    return Waiting.get(client.micros, "round trips");
  }

  private static final class Client implements StreamListener {
    private final CompletableFuture<Long> micros = new CompletableFuture<>();
    private final byte[] message;
    private int left;
    private int missing;
    private long started;

    Client(byte[] message, int count) {
      this.message = message;
      left = count;
    }

    @Override
    public void opened(MuxedStream stream) {
      started = System.nanoTime();
      send(stream);
    }

    private void send(MuxedStream stream) {
      missing = message.length;
      stream.write(ByteBuffer.wrap(message));
    }

    @Override
    public void received(MuxedStream stream, ByteBuffer bytes) {
      missing -= bytes.remaining();
      if (missing > 0) {
        return;
      }
      left--;
      if (left > 0) {
        send(stream);
      } else {
        micros.complete((System.nanoTime() - started) / 1_000);
        stream.closeWrite();
      }
    }

    @Override
    public void ended(MuxedStream stream) {}

    @Override
    public void closed(MuxedStream stream, TransportException reason) {
      micros.completeExceptionally(reason);
    }
  }

  private static final class Server implements StreamListener {
    @Override
    public void received(MuxedStream stream, ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      if (!stream.write(ByteBuffer.wrap(copy))) {
        stream.pause();
      }
    }

    @Override
    public void writable(MuxedStream stream) {
      stream.resume();
    }

    @Override
    public void ended(MuxedStream stream) {
      stream.closeWrite();
    }
  }
}
