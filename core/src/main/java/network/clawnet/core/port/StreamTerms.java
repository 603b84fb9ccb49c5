package network.clawnet.core.port;

import java.time.Duration;

/**
 * What a protocol allows its streams.
 *
 * @param maxMessageBytes largest message in either direction, 1 to {@link #MAX_MESSAGE_BYTES}; a
 *     peer that announces more has its stream reset and the fault counted
 * @param maxUnsentBytes bytes that may wait to be sent per stream, at least {@code maxMessageBytes}
 *     and at most {@link #MAX_UNSENT_BYTES}
 * @param maxInboundPerPeer streams of this protocol that one peer may have open towards us, 1 to
 *     {@link #MAX_STREAMS}; one more is reset
 * @param maxInbound streams of this protocol that all peers together may have open towards us, 1 to
 *     {@link #MAX_STREAMS}
 * @param idle a stream on which nothing arrives for so long, though the peer has not finished, is
 *     reset; zero means never, for channels that live as long as the connection
 */
public record StreamTerms(
    int maxMessageBytes, int maxUnsentBytes, int maxInboundPerPeer, int maxInbound, Duration idle) {
  /** Largest message of any protocol, in bytes. */
  public static final int MAX_MESSAGE_BYTES = 16 << 20;

  /** Most bytes that may wait on one stream. */
  public static final int MAX_UNSENT_BYTES = 32 << 20;

  /** Most streams of one protocol. */
  public static final int MAX_STREAMS = 65_536;

  public StreamTerms {
    check(maxMessageBytes, 1, MAX_MESSAGE_BYTES, "bytes in a message");
    check(maxUnsentBytes, maxMessageBytes, MAX_UNSENT_BYTES, "unsent bytes");
    check(maxInboundPerPeer, 1, MAX_STREAMS, "streams per peer");
    check(maxInbound, maxInboundPerPeer, MAX_STREAMS, "streams");
    if (idle.isNegative()) {
      throw new IllegalArgumentException("negative idle time");
    }
  }

  /**
   * Returns terms for short questions and answers: at most 4 streams per peer (docs/protocol, sync)
   * and 256 in all, idle for at most 30 s.
   */
  public static StreamTerms requests(int maxMessageBytes) {
    return new StreamTerms(maxMessageBytes, maxMessageBytes, 4, 256, Duration.ofSeconds(30));
  }

  private static void check(int value, int least, int most, String what) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(what + ": " + value + ", allowed " + least + "–" + most);
    }
  }
}
