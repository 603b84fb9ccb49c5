package network.clawnet.core.port;

import java.time.Duration;

/**
 * What a topic allows.
 *
 * @param maxMessageBytes largest content, 1 to {@link #MAX_MESSAGE_BYTES}; larger ones are dropped
 *     and count against the peer
 * @param maxUnjudged messages that may wait for a judgement, 1 to {@link #MAX_UNJUDGED}; at the
 *     limit new ones are dropped, and may come again from another peer
 * @param judgeWithin how long one message may wait, above zero
 */
public record TopicTerms(int maxMessageBytes, int maxUnjudged, Duration judgeWithin) {
  /** Largest content of any topic, in bytes. */
  public static final int MAX_MESSAGE_BYTES = 1 << 20;

  /** Most messages that may wait on any topic. */
  public static final int MAX_UNJUDGED = 65_536;

  public TopicTerms {
    if (maxMessageBytes < 1 || maxMessageBytes > MAX_MESSAGE_BYTES) {
      throw new IllegalArgumentException("bytes in a message: " + maxMessageBytes);
    }
    if (maxUnjudged < 1 || maxUnjudged > MAX_UNJUDGED) {
      throw new IllegalArgumentException("unjudged messages: " + maxUnjudged);
    }
    if (judgeWithin.isNegative() || judgeWithin.isZero()) {
      throw new IllegalArgumentException("no time to judge");
    }
  }
}
