package network.clawnet.p2p.gossip.router;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import network.clawnet.p2p.gossip.cache.SeenCache;
import network.clawnet.p2p.gossip.rpc.MessageId;
import network.clawnet.p2p.gossip.rpc.TopicRules;

/** A topic that we have joined, or publish to. */
final class TopicState {
  final String name;
  final TopicRules rules;
  final SeenCache seen;

  /** Peers that we exchange every message with; empty if we only publish. */
  final Set<Peer> mesh = new LinkedHashSet<>();

  /** Peers that get what we publish without having joined. */
  final Set<Peer> fanout = new LinkedHashSet<>();

  /** Messages that wait for their judgement. */
  final Map<MessageId, Pending> pending = new HashMap<>();

  boolean joined;
  long publishedAt;

  TopicState(String name, TopicRules rules, long seenTtlMillis) {
    this.name = name;
    this.rules = rules;
    seen = new SeenCache(seenTtlMillis);
  }

  boolean knows(MessageId id) {
    return seen.contains(id) || pending.containsKey(id);
  }
}
