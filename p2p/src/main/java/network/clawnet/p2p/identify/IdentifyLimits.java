package network.clawnet.p2p.identify;

import java.time.Duration;
import network.clawnet.core.port.StreamTerms;

/** The bounds of identify; those of go, js and rust fit in. */
public final class IdentifyLimits {
  /** Longest message that is read, in bytes. */
  public static final int MAX_MESSAGE_BYTES = 8_192;

  /** Longest message that is sent, in bytes: rust reads no more. */
  public static final int MAX_SENT_BYTES = 4_096;

  /** Most messages that are read of one exchange. */
  public static final int MAX_MESSAGES = 10;

  /** Most protocols that are kept of one peer; further ones are left out. */
  public static final int MAX_PROTOCOLS = 1_024;

  /** Most addresses that are kept of one peer; further ones are left out. */
  public static final int MAX_ADDRESSES = 64;

  /** Most addresses of our own that are sent. */
  public static final int MAX_SENT_ADDRESSES = 16;

  /** Longest protocol id that is kept, in bytes; longer ones are left out. */
  public static final int MAX_PROTOCOL_BYTES = 256;

  /** Longest agent or protocol version that is kept, in characters; longer ones are cut. */
  public static final int MAX_VERSION_CHARS = 128;

  /** Size from which our message is split, with the signed record alone in the second part. */
  static final int SPLIT_BYTES = 2_048;

  /** Time for a whole exchange. */
  public static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** Streams of either protocol: 16 per peer, 256 in all. */
  public static final StreamTerms TERMS =
      new StreamTerms(MAX_MESSAGE_BYTES, 8 * MAX_MESSAGE_BYTES, 16, 256, TIMEOUT);

  /** Pushes of one connection in a burst; those beyond are not read. */
  static final int PUSH_BURST = 10;

  /** Time after which one more is read, in milliseconds. */
  static final long PUSH_MILLIS = 5_000;

  private IdentifyLimits() {}
}
