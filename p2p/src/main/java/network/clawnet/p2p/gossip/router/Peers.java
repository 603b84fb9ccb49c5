package network.clawnet.p2p.gossip.router;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.rpc.GossipVersion;

/** The connected peers, in the order in which they came, and chance among them. */
final class Peers {
  private final Map<PeerId, Peer> all = new LinkedHashMap<>();
  private final Set<Peer> always = new LinkedHashSet<>();
  private final RandomGenerator random;

  Peers(RandomGenerator random) {
    this.random = random;
  }

  Optional<Peer> find(PeerId id) {
    return Optional.ofNullable(all.get(id));
  }

  void add(Peer peer) {
    all.put(peer.id, peer);
    place(peer);
  }

  /** Notes whether the peer gets everything, which depends on its version. */
  void place(Peer peer) {
    if (peer.direct || peer.version == GossipVersion.FLOODSUB) {
      always.add(peer);
    } else {
      always.remove(peer);
    }
  }

  void remove(Peer peer) {
    all.remove(peer.id);
    always.remove(peer);
    peer.connected = false;
  }

  Collection<Peer> all() {
    return all.values();
  }

  /** Returns direct and floodsub peers: they get every message of their topics. */
  Set<Peer> always() {
    return always;
  }

  List<Peer> members(String topic, Predicate<Peer> condition) {
    List<Peer> found = new ArrayList<>();
    for (Peer peer : all.values()) {
      if (peer.isIn(topic) && condition.test(peer)) {
        found.add(peer);
      }
    }
    return found;
  }

  /** Returns at most {@code count} of the topic's members that meet the condition, by chance. */
  List<Peer> pick(String topic, int count, Predicate<Peer> condition) {
    List<Peer> found = members(topic, condition);
    draw(found, count);
    return found.size() <= count ? found : found.subList(0, count);
  }

  /** Puts {@code count} elements, chosen and ordered by chance, before all others. */
  <T> void draw(List<T> list, int count) {
    for (int i = 0; i < Math.min(count, list.size()); i++) {
      int other = random.nextInt(i, list.size());
      T chosen = list.set(other, list.get(i));
      list.set(i, chosen);
    }
  }

  <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
