package network.clawnet.p2p.discovery;

import java.util.random.RandomGenerator;
import network.clawnet.core.identity.PeerId;

/**
 * How a node is discovered.
 *
 * @param service name that only nodes of the same network serve, such as {@code
 *     _p2p-0123abcd._udp.local}
 * @param port UDP port of the group; {@link #PORT} except in tests
 * @param loopback whether loopback addresses count, for tests
 * @param random makes the name that we answer by
 */
public record MdnsSettings(
    PeerId self, String service, int port, boolean loopback, RandomGenerator random) {
  /** The port of multicast DNS. */
  public static final int PORT = 5353;

  /** The name that libp2p nodes of any network serve. */
  public static final String PUBLIC_SERVICE = "_p2p._udp.local";

  /** Returns the usual settings for a network of one's own: {@code _p2p-NAME._udp.local}. */
  public static MdnsSettings of(PeerId self, String network, RandomGenerator random) {
    return new MdnsSettings(self, "_p2p-" + network + "._udp.local", PORT, false, random);
  }
}
