package network.clawnet.p2p.mux;

/**
 * What one connection may use.
 *
 * @param maxInbound streams that the peer may have open; one more is reset
 * @param maxOutbound streams that we open; rust-libp2p ends the connection at 512 of both kinds
 * @param maxUnacknowledged streams that we open before the peer acknowledged them
 * @param maxStreamWindowBytes how far the receive window of one stream grows
 * @param maxUnreadBytes unread bytes and grown windows of all streams together
 * @param pingEveryMicros time between pings
 * @param silenceMicros time after a ping without a byte from the peer that ends the session
 */
public record YamuxLimits(
    int maxInbound,
    int maxOutbound,
    int maxUnacknowledged,
    int maxStreamWindowBytes,
    long maxUnreadBytes,
    long pingEveryMicros,
    long silenceMicros) {
  /** Receive window of a new stream in bytes; fixed by the specification. */
  public static final int INITIAL_WINDOW_BYTES = 256 << 10;

  /** Limits of a node: 512 and 384 streams, windows up to 16 MiB, 64 MiB unread. */
  public static final YamuxLimits DEFAULT =
      new YamuxLimits(512, 384, 256, 16 << 20, 64L << 20, 30_000_000, 10_000_000);

  public YamuxLimits {
    if (maxInbound < 0 || maxOutbound < 0 || maxUnacknowledged < 1) {
      throw new IllegalArgumentException("stream limits must not be negative");
    }
    if (maxStreamWindowBytes < INITIAL_WINDOW_BYTES || maxUnreadBytes < INITIAL_WINDOW_BYTES) {
      throw new IllegalArgumentException("windows start with " + INITIAL_WINDOW_BYTES + " bytes");
    }
    if (pingEveryMicros < 1 || silenceMicros < 1) {
      throw new IllegalArgumentException("times must be positive");
    }
  }
}
