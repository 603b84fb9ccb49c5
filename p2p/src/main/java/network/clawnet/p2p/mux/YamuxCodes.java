package network.clawnet.p2p.mux;

/**
 * Codes of GoAway frames and of resets. Unknown ones are accepted. Source: yamux specification; the
 * ones from 0x1000 on are go-libp2p's.
 */
public final class YamuxCodes {
  /** GoAway without fault; reset without reason. */
  public static final long NORMAL = 0;

  /** GoAway: the peer broke the protocol. */
  public static final long PROTOCOL_ERROR = 1;

  /** GoAway: our own fault. */
  public static final long INTERNAL_ERROR = 2;

  /** No common protocol for the stream. */
  public static final long NEGOTIATION_FAILED = 0x1001;

  /** No room for the stream or connection. */
  public static final long RESOURCE_LIMIT = 0x1002;

  /** Too much too fast. */
  public static final long RATE_LIMITED = 0x1003;

  /** The peer broke the rules of the stream. */
  public static final long PROTOCOL_VIOLATION = 0x1004;

  /** Closed to make room. */
  public static final long GARBAGE_COLLECTED = 0x1006;

  /** The node stops. */
  public static final long SHUTDOWN = 0x1007;

  /** The peer is not wanted. */
  public static final long GATED = 0x1008;

  private YamuxCodes() {}
}
