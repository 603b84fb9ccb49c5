package network.clawnet.core.light.ask;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import network.clawnet.core.identity.PeerId;

/**
 * The connected peers that answer light nodes, with what is thought of each. One owner thread.
 *
 * <p>A node's cost is its usual time to answer, plus what its faults are worth; faults fade.
 */
final class FullNodes {
  /** What an answer that did not come is worth, in milliseconds. */
  static final double SILENT_MILLIS = 2_000;

  /** What an answer of the past, or none where there must be one, is worth. */
  static final double STALE_MILLIS = 1_000;

  private static final double FIRST_MILLIS = 20;
  private static final double NEWEST_SHARE = 0.2;
  private static final double KEPT_SHARE = 0.98;
  private final TreeMap<PeerId, Standing> nodes = new TreeMap<>();

  private static final class Standing {
    private double millis = FIRST_MILLIS;
    private double faults;
    private long asked;

    double cost() {
      return millis + faults;
    }
  }

  void add(PeerId peer) {
    nodes.putIfAbsent(peer, new Standing());
  }

  void remove(PeerId peer) {
    nodes.remove(peer);
  }

  int size() {
    return nodes.size();
  }

  /** Returns the best node that is not excepted. */
  Optional<PeerId> best(Set<PeerId> except) {
    return ranked(except).stream().findFirst();
  }

  /** Returns all nodes that are not excepted, the best first. */
  List<PeerId> ranked(Set<PeerId> except) {
    Comparator<PeerId> cheapest = Comparator.comparingDouble(it -> standing(it).cost());
    return nodes.keySet().stream()
        .filter(it -> !except.contains(it))
        .sorted(cheapest.thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** Returns the nodes that were asked longest ago, and counts them as asked now. */
  List<PeerId> inTurn(int count, long now) {
    Comparator<PeerId> longest = Comparator.comparingLong(it -> standing(it).asked);
    List<PeerId> out = nodes.keySet().stream().sorted(longest).limit(count).toList();
    out.forEach(it -> standing(it).asked = now);
    return out;
  }

  void answered(PeerId peer, long nanos) {
    Standing it = standing(peer);
    it.millis += NEWEST_SHARE * (nanos / 1e6 - it.millis);
    it.faults *= KEPT_SHARE;
  }

  void failed(PeerId peer, double millis) {
    standing(peer).faults += millis;
  }

  /** A node that has just gone has a standing that nobody keeps. */
  private Standing standing(PeerId peer) {
    Standing it = nodes.get(peer);
    return it == null ? new Standing() : it;
  }
}
