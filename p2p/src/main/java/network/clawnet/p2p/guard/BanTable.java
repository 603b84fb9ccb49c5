package network.clawnet.p2p.guard;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Ban;
import network.clawnet.core.port.PeerControl;

/**
 * Peers that are refused until some time of day. Time is in milliseconds since 1970, because bans
 * outlive the process. Not thread-safe; its owner calls.
 */
public final class BanTable {
  private final Map<PeerId, Ban> bans = new HashMap<>();

  /** Adds a ban, or replaces the peer's one if that ends earlier. */
  public void add(long nowMillis, Ban ban) {
    expire(nowMillis);
    bans.merge(ban.peer(), ban, (a, b) -> a.until().isAfter(b.until()) ? a : b);
    if (bans.size() > PeerControl.MAX_BANS) {
      bans.remove(inOrder().get(0).peer());
    }
  }

  /** Returns whether the peer is refused now. */
  public boolean contains(long nowMillis, PeerId peer) {
    Ban ban = bans.get(peer);
    return ban != null && ban.until().toEpochMilli() > nowMillis;
  }

  /**
   * Ends a ban.
   *
   * @return whether one was in force
   */
  public boolean remove(long nowMillis, PeerId peer) {
    boolean inForce = contains(nowMillis, peer);
    bans.remove(peer);
    return inForce;
  }

  /** Returns the bans in force, the one that ends first before the others. */
  public List<Ban> all(long nowMillis) {
    expire(nowMillis);
    return inOrder();
  }

  private void expire(long nowMillis) {
    Instant now = Instant.ofEpochMilli(nowMillis);
    bans.values().removeIf(ban -> !ban.until().isAfter(now));
  }

  private List<Ban> inOrder() {
    return bans.values().stream()
        .sorted(Comparator.comparing(Ban::until).thenComparing(Ban::peer))
        .toList();
  }
}
