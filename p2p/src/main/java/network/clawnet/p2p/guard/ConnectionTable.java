package network.clawnet.p2p.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerView;

/**
 * The open connections by peer, and which of them to close when there are too many: of the peers
 * that are neither protected nor young, those worth least. Not thread-safe; its owner calls.
 *
 * @param <C> a connection, compared by identity
 */
public final class ConnectionTable<C> {
  /** Peers whose protection or tags are remembered without a connection. */
  static final int MAX_MARKS = 4_096;

  private final ConnectionLimits limits;
  private final Map<PeerId, List<Held<C>>> peers = new LinkedHashMap<>();
  private final Map<PeerId, Set<String>> protectors = new HashMap<>();
  private final Map<PeerId, Map<String, Integer>> tags = new LinkedHashMap<>();
  private int size;
  private long trimmedMillis = Long.MIN_VALUE / 2;

  /**
   * An open connection.
   *
   * @param connection itself
   * @param direction who opened it
   * @param sinceMillis when its handshake ended
   */
  public record Held<C>(C connection, PeerView.Direction direction, long sinceMillis) {}

  /** Creates an empty table. */
  public ConnectionTable(ConnectionLimits limits) {
    this.limits = limits;
  }

  /**
   * Adds a connection whose handshake has proved the peer, unless the peer has enough of them.
   *
   * @return the refusal; the connection is then not held
   */
  public Optional<Refusal> add(PeerId peer, Held<C> held) {
    List<Held<C>> all = peers.get(peer);
    if (all != null && all.size() >= limits.perPeer()) {
      return Optional.of(Refusal.PEER_FULL);
    }
    peers.computeIfAbsent(peer, id -> new ArrayList<>(1)).add(held);
    size++;
    return Optional.empty();
  }

  /**
   * Removes a connection that has ended.
   *
   * @return whether it was held and was the peer's last
   */
  public boolean remove(PeerId peer, C connection) {
    List<Held<C>> all = peers.get(peer);
    if (all == null || !all.removeIf(held -> held.connection() == connection)) {
      return false;
    }
    size--;
    if (all.isEmpty()) {
      peers.remove(peer);
      return true;
    }
    return false;
  }

  /** Returns the connections of a peer, the oldest first; empty if there is none. */
  public List<Held<C>> of(PeerId peer) {
    return List.copyOf(peers.getOrDefault(peer, List.of()));
  }

  /** Returns the connected peers, the longest connected first. */
  public Collection<PeerId> peers() {
    return List.copyOf(peers.keySet());
  }

  /** Returns whether the peer has a connection. */
  public boolean contains(PeerId peer) {
    return peers.containsKey(peer);
  }

  /** Returns the number of open connections. */
  public int size() {
    return size;
  }

  /** Exempts a peer from {@link #trim} until {@link #unprotect} with the same reason. */
  public void protect(PeerId peer, String why) {
    if (protectors.containsKey(peer) || protectors.size() < MAX_MARKS) {
      protectors.computeIfAbsent(peer, id -> new HashSet<>(2)).add(why);
    }
  }

  /** Ends one reason of protection. */
  public void unprotect(PeerId peer, String why) {
    Set<String> reasons = protectors.get(peer);
    if (reasons != null && reasons.remove(why) && reasons.isEmpty()) {
      protectors.remove(peer);
    }
  }

  /** Returns whether the peer is exempt from {@link #trim}. */
  public boolean isProtected(PeerId peer) {
    return protectors.containsKey(peer);
  }

  /** Sets what a peer is worth for one reason; 0 removes it. */
  public void tag(PeerId peer, String why, int worth) {
    if (worth == 0) {
      Map<String, Integer> own = tags.get(peer);
      if (own != null && own.remove(why) != null && own.isEmpty()) {
        tags.remove(peer);
      }
      return;
    }
    tags.computeIfAbsent(peer, id -> new HashMap<>(2)).put(why, worth);
    if (tags.size() > MAX_MARKS) {
      tags.remove(tags.keySet().iterator().next());
    }
  }

  /**
   * Chooses the connections to close now, peer by peer, so that the low mark is left; none while
   * the high mark is not passed, or shortly after the last choice. They stay in the table until
   * removed.
   */
  public List<C> trim(long nowMillis) {
    if (size <= limits.high() || nowMillis - trimmedMillis < ConnectionLimits.SILENCE_MILLIS) {
      return List.of();
    }
    trimmedMillis = nowMillis;
    List<C> chosen = new ArrayList<>();
    for (PeerId peer : closable(nowMillis)) {
      if (size - chosen.size() <= limits.low()) {
        break;
      }
      of(peer).forEach(held -> chosen.add(held.connection()));
    }
    return chosen;
  }

  /** Least worth first; of equals first those who came to us, then the youngest. */
  private List<PeerId> closable(long now) {
    Comparator<PeerId> order =
        Comparator.<PeerId>comparingInt(this::worth)
            .thenComparing(peer -> oldest(peer).direction())
            .thenComparing(peer -> -oldest(peer).sinceMillis());
    return peers.keySet().stream()
        .filter(peer -> !isProtected(peer))
        .filter(peer -> now - oldest(peer).sinceMillis() >= ConnectionLimits.GRACE_MILLIS)
        .sorted(order)
        .toList();
  }

  private Held<C> oldest(PeerId peer) {
    return of(peer).get(0);
  }

  private int worth(PeerId peer) {
    return tags.getOrDefault(peer, Map.of()).values().stream().mapToInt(it -> it).sum();
  }
}
