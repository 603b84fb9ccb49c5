package network.clawnet.p2p.gossip.router;

import java.util.Set;

/** The peers that get what we publish to topics that we have not joined. */
final class Fanout {
  private final GossipParameters parameters;
  private final Peers peers;

  Fanout(GossipParameters parameters, Peers peers) {
    this.parameters = parameters;
    this.peers = peers;
  }

  /** Returns the peers to publish to now. */
  Set<Peer> use(TopicState topic, long nowMillis) {
    topic.publishedAt = nowMillis;
    if (topic.fanout.isEmpty()) {
      fill(topic);
    }
    return topic.fanout;
  }

  /** Replaces peers that left or went bad; false if the topic has not been used for long. */
  boolean keep(TopicState topic, long nowMillis) {
    if (nowMillis - topic.publishedAt > parameters.timing().fanoutTtl()) {
      return false;
    }
    topic.fanout.removeIf(peer -> !peer.isIn(topic.name) || !mayPublishTo(peer));
    fill(topic);
    return true;
  }

  private void fill(TopicState topic) {
    int missing = parameters.mesh().wanted() - topic.fanout.size();
    if (missing > 0) {
      topic.fanout.addAll(
          peers.pick(
              topic.name,
              missing,
              peer ->
                  peer.speaksMesh()
                      && !peer.direct
                      && !topic.fanout.contains(peer)
                      && mayPublishTo(peer)));
    }
  }

  private boolean mayPublishTo(Peer peer) {
    return peer.score.value() >= parameters.scoring().thresholds().publish();
  }
}
