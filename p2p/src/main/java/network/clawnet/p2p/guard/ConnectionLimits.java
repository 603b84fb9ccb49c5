package network.clawnet.p2p.guard;

/**
 * How many connections a node bears. IP limits do not hold for loopback.
 *
 * @param max open connections and handshakes together; beyond it inbound ones are refused
 * @param high open connections at which some are closed
 * @param low open connections that are left then, if enough may be closed
 * @param handshakes connections in their handshake, inbound
 * @param perPeer open connections of one peer
 * @param perIp connections and handshakes of one IPv4 address or IPv6 /64
 * @param perNetwork connections and handshakes of one IPv4 /24 or IPv6 /48
 */
public record ConnectionLimits(
    int max, int high, int low, int handshakes, int perPeer, int perIp, int perNetwork) {
  /** A young connection is not closed for want of room, in milliseconds. */
  public static final long GRACE_MILLIS = 20_000;

  /** Time between two rounds of closing, in milliseconds. */
  public static final long SILENCE_MILLIS = 10_000;

  /** The usual limits. */
  public static final ConnectionLimits STANDARD =
      new ConnectionLimits(512, 192, 160, 128, 8, 16, 64);

  public ConnectionLimits {
    if (low < 1 || high < low || max < high) {
      throw new IllegalArgumentException("low " + low + ", high " + high + ", max " + max);
    }
    if (handshakes < 1 || perPeer < 1 || perIp < 1 || perNetwork < perIp) {
      throw new IllegalArgumentException("a limit without room");
    }
  }
}
