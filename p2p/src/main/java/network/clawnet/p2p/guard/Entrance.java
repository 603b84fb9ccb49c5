package network.clawnet.p2p.guard;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets inbound connections begin their handshake, or refuses them at once: by the number under way,
 * by address, by network, and by how often an address comes. Not thread-safe; its owner calls.
 */
public final class Entrance {
  /** Connections that an address may open in a burst. */
  static final int BURST = 32;

  /** Time after which it may open one more, in milliseconds. */
  static final long REFILL_MILLIS = 1_000;

  /** Addresses whose pace is remembered; beyond it the one not seen for longest is forgotten. */
  static final int MAX_PACES = 4_096;

  private final ConnectionLimits limits;
  private final Counts<IpPrefix> hosts = new Counts<>();
  private final Counts<IpPrefix> networks = new Counts<>();
  private final Map<IpPrefix, Pace> paces = new LinkedHashMap<>(16, 0.75f, true);
  private int handshakes;

  /** Full buckets refill by one token every {@link #REFILL_MILLIS}. */
  private record Pace(int tokens, long atMillis) {
    Pace at(long now) {
      long gained = Math.min(BURST, (now - atMillis) / REFILL_MILLIS);
      int filled = (int) Math.min(BURST, tokens + gained);
      return new Pace(filled, filled == BURST ? now : atMillis + gained * REFILL_MILLIS);
    }
  }

  /** Creates the entrance of a node without connections. */
  public Entrance(ConnectionLimits limits) {
    this.limits = limits;
  }

  /**
   * Decides about a connection that somebody opened to us; if it is let in, {@link #leave} must
   * follow when it ends, and {@link #settled} when its handshake does.
   *
   * @param open connections open at this moment
   */
  public Optional<Refusal> enter(long nowMillis, InetAddress ip, int open) {
    if (open + handshakes >= limits.max()) {
      return Optional.of(Refusal.CONNECTIONS_FULL);
    }
    if (handshakes >= limits.handshakes()) {
      return Optional.of(Refusal.HANDSHAKES_FULL);
    }
    Optional<Refusal> refusal = ip.isLoopbackAddress() ? Optional.empty() : place(nowMillis, ip);
    if (refusal.isEmpty()) {
      handshakes++;
    }
    return refusal;
  }

  private Optional<Refusal> place(long now, InetAddress ip) {
    IpPrefix host = IpPrefix.host(ip);
    IpPrefix network = IpPrefix.network(ip);
    if (hosts.of(host) >= limits.perIp()) {
      return Optional.of(Refusal.ADDRESS_FULL);
    }
    if (networks.of(network) >= limits.perNetwork()) {
      return Optional.of(Refusal.NETWORK_FULL);
    }
    Pace pace = paces.getOrDefault(host, new Pace(BURST, now)).at(now);
    if (pace.tokens() == 0) {
      return Optional.of(Refusal.ADDRESS_TOO_FAST);
    }
    paces.put(host, new Pace(pace.tokens() - 1, pace.atMillis()));
    if (paces.size() > MAX_PACES) {
      paces.remove(paces.keySet().iterator().next());
    }
    hosts.up(host);
    networks.up(network);
    return Optional.empty();
  }

  /** Notes that a handshake has ended, well or not; the connection still has its place. */
  public void settled() {
    if (handshakes == 0) {
      throw new IllegalStateException("no handshake");
    }
    handshakes--;
  }

  /** Gives back the place of a connection that has ended. */
  public void leave(InetAddress ip) {
    if (!ip.isLoopbackAddress()) {
      hosts.down(IpPrefix.host(ip));
      networks.down(IpPrefix.network(ip));
    }
  }

  /** Returns the inbound connections whose handshake is under way. */
  public int handshakes() {
    return handshakes;
  }

  int rememberedPaces() {
    return paces.size();
  }
}
