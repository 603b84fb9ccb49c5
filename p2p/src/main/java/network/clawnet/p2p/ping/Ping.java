package network.clawnet.p2p.ping;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.TransportException;

/** Sends 32 bytes and waits for them, or sends back what comes. */
public final class Ping {
  /** Both directions of it. */
  public static final String PROTOCOL = "/ipfs/ping/1.0.0";

  /** Bytes of one ping. */
  static final int BYTES = 32;

  /** Time for one ping. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** A stream without a ping for so long is reset; rust keeps one open and pings every 15 s. */
  static final Duration IDLE = Duration.ofSeconds(60);

  /** Two streams per peer, as go and js allow. */
  public static final StreamTerms TERMS = new StreamTerms(BYTES, 64 * BYTES, 2, 1_024, IDLE);

  private Ping() {}

  /** Returns who answers a stream that a peer has opened. */
  public static StreamListener answer() {
    return new Echo();
  }

  /**
   * Pings once over a stream of its own; completes with the time from the last byte sent to the
   * last one received, in microseconds. Fails with {@link TransportException}.
   *
   * @param random where the 32 bytes come from; they are no secret
   */
  public static CompletionStage<Long> ping(Connection connection, RandomGenerator random) {
    byte[] sent = new byte[BYTES];
    random.nextBytes(sent);
    Probe probe = new Probe(sent);
    connection
        .open(List.of(PROTOCOL), false, probe)
        .whenComplete(
            (stream, fault) -> {
              if (fault != null) {
                probe.result.completeExceptionally(fault);
              }
            });
    return probe.result;
  }

  /** Sends complete pings back, and reads no further while the peer does not take them. */
  private static final class Echo implements StreamListener {
    private final byte[] ping = new byte[BYTES];
    private int filled;

    @Override
    public void opened(MuxedStream stream) {
      stream.readTimeout(IDLE);
    }

    @Override
    public void received(MuxedStream stream, ByteBuffer bytes) {
      boolean writable = true;
      while (bytes.hasRemaining()) {
        int taken = Math.min(bytes.remaining(), BYTES - filled);
        bytes.get(ping, filled, taken);
        filled += taken;
        if (filled == BYTES) {
          writable = stream.write(ByteBuffer.wrap(ping.clone()));
          filled = 0;
        }
      }
      if (!writable) {
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

  /** Waits for its own bytes. */
  private static final class Probe implements StreamListener {
    final CompletableFuture<Long> result = new CompletableFuture<>();
    private final byte[] sent;
    private final byte[] back = new byte[BYTES];
    private int filled;
    private long sentNanos;

    Probe(byte[] sent) {
      this.sent = sent;
    }

    @Override
    public void opened(MuxedStream stream) {
      stream.readTimeout(TIMEOUT);
      sentNanos = System.nanoTime();
      stream.write(ByteBuffer.wrap(sent.clone()));
    }

    @Override
    public void received(MuxedStream stream, ByteBuffer bytes) {
      int taken = Math.min(bytes.remaining(), BYTES - filled);
      bytes.get(back, filled, taken);
      filled += taken;
      if (filled < BYTES) {
        return;
      }
      if (Arrays.equals(sent, back) && !bytes.hasRemaining()) {
        result.complete(Math.max(1, (System.nanoTime() - sentNanos) / 1_000));
        stream.closeWrite();
      } else {
        stream.reset(0);
        fail("other bytes came back");
      }
    }

    @Override
    public void ended(MuxedStream stream) {
      stream.closeWrite();
      fail("ended before the answer");
    }

    @Override
    public void closed(MuxedStream stream, TransportException reason) {
      result.completeExceptionally(reason);
    }

    private void fail(String why) {
      result.completeExceptionally(
          new TransportException(TransportException.Reason.VIOLATION, why));
    }
  }
}
