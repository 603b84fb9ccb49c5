package network.clawnet.p2p.gossip.router;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import network.clawnet.core.identity.PeerId;

/** Until when which peer is not to be grafted, or to graft us. Outlives connections. */
final class Backoffs {
  private final Map<String, LinkedHashMap<PeerId, Long>> until = new HashMap<>();
  private final long slackMillis;

  /**
   * @param slackMillis how much longer than told we wait ourselves, for the other's clock
   */
  Backoffs(long slackMillis) {
    this.slackMillis = slackMillis;
  }

  /** Imposes a back-off; a longer one that runs already stays. */
  void add(String topic, PeerId peer, long untilMillis) {
    LinkedHashMap<PeerId, Long> peers = until.computeIfAbsent(topic, it -> new LinkedHashMap<>());
    peers.merge(peer, untilMillis, Math::max);
    if (peers.size() > RouterLimits.MAX_BACKOFFS) {
      peers.remove(peers.keySet().iterator().next());
    }
  }

  /** Returns when the peer may graft us again; 0 if it may. */
  long until(String topic, PeerId peer) {
    Map<PeerId, Long> peers = until.get(topic);
    return peers == null ? 0 : peers.getOrDefault(peer, 0L);
  }

  /** Returns whether we may graft the peer. */
  boolean mayGraft(String topic, PeerId peer, long nowMillis) {
    long end = until(topic, peer);
    return end == 0 || end + slackMillis <= nowMillis;
  }

  void clean(long nowMillis) {
    until.values().forEach(peers -> peers.values().removeIf(end -> end + slackMillis < nowMillis));
    until.values().removeIf(Map::isEmpty);
  }
}
