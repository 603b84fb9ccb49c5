package network.clawnet.p2p.gossip.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.cache.MessageCache;
import network.clawnet.p2p.gossip.score.PeerScores;

/** What happens once per heartbeat, in this order: peers, meshes, gossip, fanouts, caches. */
final class Heartbeat {
  private static final byte[] NO_RECORD = {};

  private final GossipParameters parameters;
  private final Map<String, TopicState> topics;
  private final Peers peers;
  private final PeerScores scores;
  private final MessageCache cache;
  private final LazyGossip gossip;
  private final Outbox outbox;
  private long tick;

  Heartbeat(
      GossipParameters parameters,
      Map<String, TopicState> topics,
      Peers peers,
      PeerScores scores,
      MessageCache cache,
      LazyGossip gossip,
      Outbox outbox) {
    this.parameters = parameters;
    this.topics = topics;
    this.peers = peers;
    this.scores = scores;
    this.cache = cache;
    this.gossip = gossip;
    this.outbox = outbox;
  }

  long tick() {
    return tick;
  }

  void run(MeshUpkeep upkeep, Fanout fanout, Backoffs backoffs, long nowMillis) {
    tick++;
    if (tick % RouterLimits.BACKOFF_CLEANING_TICKS == 0) {
      backoffs.clean(nowMillis);
    }
    gossip.punishBrokenPromises(nowMillis);
    scores.tick(nowMillis);
    peers.all().forEach(peer -> peer.beat(tick));
    if (tick % RouterLimits.DIRECT_TICKS == 1) {
      meetDirectPeers();
    }
    for (TopicState topic : new ArrayList<>(topics.values())) {
      if (topic.joined) {
        upkeep.run(topic, tick, nowMillis);
      } else if (!fanout.keep(topic, nowMillis)) {
        topics.remove(topic.name);
      }
      gossip.emit(topic);
      topic.seen.expire(nowMillis);
    }
    cache.shift();
  }

  private void meetDirectPeers() {
    List<PeerId> absent =
        parameters.direct().stream().filter(id -> peers.find(id).isEmpty()).sorted().toList();
    absent.forEach(id -> outbox.other(new Effect.Meet(id, NO_RECORD)));
  }
}
