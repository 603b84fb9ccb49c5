package network.clawnet.p2p.dial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import network.clawnet.p2p.multiaddr.IpScope;
import network.clawnet.p2p.multiaddr.Multiaddr;

/** Orders the addresses of one peer: near before far, IPv6 before IPv4, each a little later. */
final class DialOrder {
  /** Head start of an address before the next, if that is a public one, in milliseconds. */
  static final long PUBLIC_STEP_MILLIS = 250;

  /** Head start before one that is near, in milliseconds. */
  static final long NEAR_STEP_MILLIS = 30;

  private static final int IPV6_BYTES = 16;

  private DialOrder() {}

  /**
   * An address and its turn.
   *
   * @param delayMillis how long after the first one it may start
   */
  record Turn(Multiaddr address, long delayMillis) {}

  static List<Turn> of(List<Multiaddr> addresses) {
    List<Multiaddr> sorted =
        addresses.stream().distinct().sorted(Comparator.comparingInt(DialOrder::rank)).toList();
    List<Turn> turns = new ArrayList<>();
    long delay = 0;
    for (Multiaddr address : sorted) {
      if (!turns.isEmpty()) {
        delay += isNear(address) ? NEAR_STEP_MILLIS : PUBLIC_STEP_MILLIS;
      }
      turns.add(new Turn(address, delay));
    }
    return turns;
  }

  private static boolean isNear(Multiaddr address) {
    return address.isLoopback() || address.isPrivate();
  }

  private static int rank(Multiaddr address) {
    int reach =
        switch (address.scope().orElse(IpScope.PUBLIC)) {
          case LOOPBACK -> 0;
          case LINK_LOCAL, PRIVATE -> 1;
          case PUBLIC -> 2;
          case UNSPECIFIED, RESERVED -> 3;
        };
    int family = address.ip().filter(ip -> ip.length == IPV6_BYTES).isPresent() ? 0 : 1;
    return 2 * reach + family;
  }
}
