package network.clawnet.p2p.reach;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.clawnet.p2p.multiaddr.IpScope;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * Under which public IP addresses others see us. Only what peers of several networks say is
 * believed, for one alone may lie. Not thread-safe; its owner calls.
 */
public final class ObservedAddresses {
  /** Networks that must agree. */
  static final int WITNESSES = 4;

  /** Addresses under observation; of too many the oldest is forgotten. */
  static final int MAX_ADDRESSES = 32;

  /** Networks that are remembered of one address. */
  private static final int MAX_WITNESSES = 16;

  private final Map<Multiaddr, Set<String>> seen = new LinkedHashMap<>();

  /**
   * Notes what one peer sees.
   *
   * @param address our address with a port at which we listen
   * @param network what the witness and its neighbours have in common
   * @return whether the address has just become believable
   */
  public boolean note(Multiaddr address, String network) {
    if (address.scope().filter(IpScope.PUBLIC::equals).isEmpty()) {
      return false;
    }
    Set<String> witnesses = seen.computeIfAbsent(address, it -> new HashSet<>());
    boolean before = witnesses.size() >= WITNESSES;
    if (witnesses.size() < MAX_WITNESSES) {
      witnesses.add(network);
    }
    if (seen.size() > MAX_ADDRESSES) {
      seen.remove(seen.keySet().iterator().next());
    }
    return !before && witnesses.size() >= WITNESSES;
  }

  /** Returns the addresses that enough peers have seen. */
  public List<Multiaddr> believed() {
    Map<Multiaddr, Set<String>> copy = new HashMap<>(seen);
    return copy.entrySet().stream()
        .filter(it -> it.getValue().size() >= WITNESSES)
        .map(Map.Entry::getKey)
        .toList();
  }
}
