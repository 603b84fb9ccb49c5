package network.clawnet.p2p.kad;

import java.time.Duration;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.p2p.kad.message.KadCodec;

/** Limits of the streams of the DHT. */
final class KadLimits {
  /**
   * One message is a value at most; a peer may have 32 streams open, as rust opens one for each
   * request; a stream may rest a minute.
   */
  static final StreamTerms TERMS =
      new StreamTerms(
          KadCodec.MAX_MESSAGE_BYTES,
          2 * KadCodec.MAX_MESSAGE_BYTES,
          32,
          2048,
          Duration.ofSeconds(60));

  /** Between calls of the machine without any other reason. */
  static final long TICK_MILLIS = 1_000;

  /** Streams kept for the next request, to all peers together. */
  static final int MAX_IDLE_STREAMS = 256;

  /** Between offers of connected peers to an empty table. */
  static final long OFFER_MILLIS = 15_000;

  private KadLimits() {}
}
