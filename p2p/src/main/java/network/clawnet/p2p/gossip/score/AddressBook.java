package network.clawnet.p2p.gossip.score;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.clawnet.core.codec.Hex;

/** How many connected peers are behind each address and each network: P6. */
final class AddressBook {
  private static final int IPV4_BYTES = 4;

  private final ScoreParameters.Colocation rules;
  private final Map<String, Integer> peers = new HashMap<>();

  AddressBook(ScoreParameters.Colocation rules) {
    this.rules = rules;
  }

  /** Returns host and network of an address as keys; none if it is spared. */
  List<String> keys(InetAddress address) {
    if (rules.sparesLocal() && isLocal(address)) {
      return List.of();
    }
    byte[] bytes = address.getAddress();
    return bytes.length == IPV4_BYTES
        ? List.of(prefix(bytes, 4), prefix(bytes, 3))
        : List.of(prefix(bytes, 8), prefix(bytes, 6));
  }

  private static boolean isLocal(InetAddress address) {
    boolean unique =
        address.getAddress().length > IPV4_BYTES && (address.getAddress()[0] & 0xfe) == 0xfc;
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || unique;
  }

  private static String prefix(byte[] address, int bytes) {
    return address.length + ":" + Hex.encode(Arrays.copyOf(address, bytes));
  }

  void add(List<String> keys) {
    keys.forEach(key -> peers.merge(key, 1, Integer::sum));
  }

  void remove(List<String> keys) {
    keys.forEach(key -> peers.computeIfPresent(key, (k, n) -> n == 1 ? null : n - 1));
  }

  /** Returns the sum of the squares of what is beyond the thresholds. */
  double surplus(List<String> keys) {
    return keys.isEmpty()
        ? 0
        : square(keys.get(0), rules.perHost()) + square(keys.get(1), rules.perNetwork());
  }

  private double square(String key, int threshold) {
    double beyond = Math.max(0, peers.getOrDefault(key, 0) - threshold);
    return beyond * beyond;
  }
}
