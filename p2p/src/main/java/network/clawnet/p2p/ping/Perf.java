package network.clawnet.p2p.ping;

import java.nio.ByteBuffer;
import java.time.Duration;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;

/**
 * Answers perf: the peer sends a number and as many bytes as it likes, then gets that number of
 * bytes. For measurements; a host answers only if it is asked to.
 */
public final class Perf {
  /** The protocol. */
  public static final String PROTOCOL = "/perf/1.0.0";

  /** Most bytes that are sent to one question. */
  public static final long MAX_BYTES = 1L << 40;

  /** Few streams at once: each uses all that the connection has. */
  public static final StreamTerms TERMS =
      new StreamTerms(1 << 20, 1 << 20, 16, 64, Duration.ofSeconds(60));

  private static final int CHUNK_BYTES = 64 << 10;

  private Perf() {}

  /** Returns who answers a stream that a peer has opened. */
  public static StreamListener answer() {
    return new Answer();
  }

  private static final class Answer implements StreamListener {
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    private final ByteBuffer zeros = ByteBuffer.allocate(CHUNK_BYTES);
    private long left;
    private boolean ended;

    @Override
    public void opened(MuxedStream stream) {
      stream.readTimeout(TERMS.idle());
    }

    @Override
    public void received(MuxedStream stream, ByteBuffer bytes) {
      while (bytes.hasRemaining() && number.hasRemaining()) {
        number.put(bytes.get());
      }
    }

    @Override
    public void ended(MuxedStream stream) {
      if (number.hasRemaining()) {
        stream.reset(0);
        return;
      }
      left = number.getLong(0);
      if (left < 0 || left > MAX_BYTES) {
        stream.reset(0);
        return;
      }
      ended = true;
      writable(stream);
    }

    @Override
    public void writable(MuxedStream stream) {
      boolean more = ended;
      while (more && left > 0) {
        int size = (int) Math.min(left, CHUNK_BYTES);
        left -= size;
        more = stream.write(zeros.slice(0, size));
      }
      if (ended && left == 0) {
        ended = false;
        stream.closeWrite();
      }
    }
  }
}
