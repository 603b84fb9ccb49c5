package network.clawnet.core.consensus.channel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import network.clawnet.core.consensus.frame.Frame;
import network.clawnet.core.port.StreamTerms;

/**
 * The limits of channels.
 *
 * @param maxMessageBytes largest consensus message
 * @param helloNanos how long a proof may take
 * @param bytesPerSecond what one peer may send; each message counts {@link #MESSAGE_COST} more
 * @param penaltyNanos how long a key is refused after it was penalized
 */
record ChannelTerms(int maxMessageBytes, long helloNanos, long bytesPerSecond, long penaltyNanos) {
  /** What a message costs besides its bytes: so small ones are at most 4 096 a second. */
  static final int MESSAGE_COST = 4 << 10;

  /** Streams that may wait for their proof; for one more the oldest is ended. */
  static final int MAX_UNPROVED = 64;

  /** Messages that may wait for the loop to send them; more are dropped. */
  static final int MAX_SENDS = 8_192;

  /** Bytes that may be under way on one stream. */
  static final int WINDOW_BYTES = 256 << 10;

  /** How long a stream may take to carry a farewell. */
  static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(2);

  static ChannelTerms of(int maxMessageBytes) {
    return new ChannelTerms(
        maxMessageBytes, TimeUnit.SECONDS.toNanos(5), 16 << 20, TimeUnit.MINUTES.toNanos(10));
  }

  /** Returns how many bytes a peer may send at once: one message of the largest size. */
  long burst() {
    return 2L * maxMessageBytes;
  }

  static StreamTerms stream() {
    return new StreamTerms(Frame.MAX_BYTES, 2 * WINDOW_BYTES, 4, 256, Duration.ZERO);
  }
}
