package network.clawnet.p2p.guard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;

/** Adds up peers' faults, which fade, and counts them by kind. Not thread-safe; its owner calls. */
public final class Faults {
  /** Peers whose faults are remembered; beyond it the one heard of least lately is forgotten. */
  static final int MAX_PEERS = 4_096;

  /** Kinds that are counted apart; the rest counts as {@code other}. */
  static final int MAX_KINDS = 128;

  private static final long FADE_MILLIS = 60_000 / Misbehaviour.FADED_PER_MINUTE;

  private final Map<PeerId, Points> peers = new LinkedHashMap<>(16, 0.75f, true);
  private final SortedMap<String, Long> kinds = new TreeMap<>();

  private record Points(int points, long atMillis) {
    Points at(long now) {
      long faded = (now - atMillis) / FADE_MILLIS;
      return faded >= points
          ? new Points(0, now)
          : new Points(points - (int) faded, atMillis + faded * FADE_MILLIS);
    }
  }

  /**
   * Adds a fault.
   *
   * @return whether the peer has reached {@link Misbehaviour#LIMIT}; its points are forgotten then,
   *     because it pays for them now
   */
  public boolean add(long nowMillis, PeerId peer, Misbehaviour fault) {
    String kind =
        kinds.containsKey(fault.what()) || kinds.size() < MAX_KINDS ? fault.what() : "other";
    kinds.merge(kind, 1L, Long::sum);
    Points before = peers.getOrDefault(peer, new Points(0, nowMillis)).at(nowMillis);
    int points = before.points() + fault.points();
    if (points >= Misbehaviour.LIMIT) {
      peers.remove(peer);
      return true;
    }
    peers.put(peer, new Points(points, before.atMillis()));
    if (peers.size() > MAX_PEERS) {
      peers.remove(peers.keySet().iterator().next());
    }
    return false;
  }

  /** Returns the points of a peer, 0 to one below the limit. */
  public int points(long nowMillis, PeerId peer) {
    return peers.getOrDefault(peer, new Points(0, nowMillis)).at(nowMillis).points();
  }

  /** Returns how often each kind of fault was counted since the start. */
  public SortedMap<String, Long> kinds() {
    return new TreeMap<>(kinds);
  }
}
