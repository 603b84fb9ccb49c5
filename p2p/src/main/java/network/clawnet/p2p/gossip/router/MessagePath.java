package network.clawnet.p2p.gossip.router;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import network.clawnet.p2p.gossip.cache.MessageCache;
import network.clawnet.p2p.gossip.cache.SeenCache;
import network.clawnet.p2p.gossip.router.Tallies.Tally;
import network.clawnet.p2p.gossip.rpc.GossipVersion;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageId;
import network.clawnet.p2p.gossip.rpc.SigningPolicy;
import network.clawnet.p2p.gossip.score.ScoreParameters;

/** The way of a message: from a peer to its judgement, and on to other peers. */
final class MessagePath {
  private final GossipParameters parameters;
  private final Peers peers;
  private final MessageCache cache;
  private final Judgements judgements;
  private final Outbox outbox;
  private final Tallies tallies;

  MessagePath(
      GossipParameters parameters,
      Peers peers,
      MessageCache cache,
      Judgements judgements,
      Outbox outbox,
      Tallies tallies) {
    this.parameters = parameters;
    this.peers = peers;
    this.cache = cache;
    this.judgements = judgements;
    this.outbox = outbox;
    this.tallies = tallies;
  }

  /** Takes a message that its policy admits. */
  void receive(TopicState topic, MessageId id, Message message, Peer from, long nowMillis) {
    Optional<SeenCache.Seen> seen = topic.seen.find(id);
    if (seen.isPresent()) {
      tallies.count(Tally.DUPLICATES);
      repeated(topic, seen.get(), from, nowMillis);
      return;
    }
    Pending pending = topic.pending.get(id);
    if (pending != null) {
      tallies.count(Tally.DUPLICATES);
      meanwhile(pending, message, from);
    } else if (judgements.ask(topic, id, message, from) && provesItself(topic)) {
      tellNotWanted(topic, id, message, Set.of(from));
    }
  }

  /** A forged copy could silence the true one if we told of an id before the signature held. */
  private static boolean provesItself(TopicState topic) {
    return topic.rules.policy() == SigningPolicy.STRICT_NO_SIGN;
  }

  private void repeated(TopicState topic, SeenCache.Seen seen, Peer from, long nowMillis) {
    if (seen.fate() == SeenCache.Fate.INVALID) {
      from.score.deliveredInvalid(topic.name);
    } else if (seen.fate() == SeenCache.Fate.VALID
        && nowMillis - seen.atMillis() < windowMillis(topic)
        && seen.count(from.id)) {
      from.score.deliveredInMesh(topic.name);
    }
  }

  private static void meanwhile(Pending pending, Message message, Peer from) {
    if (!pending.message.sameBytes(message)) {
      if (pending.rivals.size() < RouterLimits.MAX_RIVALS) {
        pending.rivals.add(new Pending.Rival(message, from));
      }
    } else if (pending.from != from && !pending.copies.contains(from)) {
      pending.copies.add(from);
    }
  }

  private void tellNotWanted(TopicState topic, MessageId id, Message message, Set<Peer> who) {
    if (message.contentBytes() < parameters.dontWantBytes()) {
      return;
    }
    for (Peer peer : topic.mesh) {
      if (peer.version.atLeast(GossipVersion.V1_2) && !who.contains(peer)) {
        outbox.dontWant(peer, id);
      }
    }
  }

  /** The message is valid: passes it on. */
  void accept(Pending it, long nowMillis) {
    tallies.count(Tally.MESSAGES_ACCEPTED);
    TopicState topic = it.topic;
    SeenCache.Seen seen = topic.seen.add(it.id, SeenCache.Fate.VALID, nowMillis);
    cache.put(it.id, it.message);
    it.from.score.deliveredFirst(topic.name);
    for (Peer peer : it.copies) {
      peer.score.deliveredInMesh(topic.name);
    }
    if (windowMillis(topic) > 0) {
      seen.count(it.from.id);
      it.copies.forEach(peer -> seen.count(peer.id));
    }
    if (!topic.joined) {
      return;
    }
    Set<Peer> has = new LinkedHashSet<>(it.copies);
    has.add(it.from);
    if (!provesItself(topic)) {
      tellNotWanted(topic, it.id, it.message, has);
    }
    for (Peer peer : topic.mesh) {
      forward(it, peer, has);
    }
    for (Peer peer : peers.always()) {
      if (peer.isIn(topic.name) && mayPublishTo(peer)) {
        forward(it, peer, has);
      }
    }
  }

  private void forward(Pending it, Peer peer, Set<Peer> has) {
    if (has.contains(peer) || it.message.isFrom(peer.multihash)) {
      return;
    }
    if (peer.wants(it.id)) {
      outbox.message(peer, it.message);
    } else {
      tallies.count(Tally.SPARED_BY_IDONTWANT);
    }
  }

  /** The message is invalid, and whoever passed it on could know. */
  void reject(Pending it, long nowMillis) {
    tallies.count(Tally.REJECTED);
    it.topic.seen.add(it.id, SeenCache.Fate.INVALID, nowMillis);
    punish(it);
  }

  /** The message is of no use, and nobody's fault. */
  void ignore(Pending it, long nowMillis) {
    tallies.count(Tally.IGNORED);
    it.topic.seen.add(it.id, SeenCache.Fate.IGNORED, nowMillis);
  }

  /** The signature does not hold: another message under that id may still be the true one. */
  void refuseForgery(Pending it) {
    tallies.count(Tally.FORGED);
    punish(it);
    Pending next = null;
    for (Pending.Rival rival : it.rivals) {
      if (next != null) {
        meanwhile(next, rival.message(), rival.from());
      } else if (judgements.ask(it.topic, it.id, rival.message(), rival.from())) {
        next = it.topic.pending.get(it.id);
      }
    }
  }

  private static void punish(Pending it) {
    it.from.score.deliveredInvalid(it.topic.name);
    it.copies.forEach(peer -> peer.score.deliveredInvalid(it.topic.name));
  }

  /** Sends our own message to whom it concerns; false if it was published before. */
  boolean publish(
      TopicState topic, Message message, MessageId id, Set<Peer> eager, long nowMillis) {
    if (topic.knows(id)) {
      tallies.count(Tally.DUPLICATES);
      return false;
    }
    tallies.count(Tally.MESSAGES_PUBLISHED);
    topic.seen.add(id, SeenCache.Fate.VALID, nowMillis);
    cache.put(id, message);
    for (Peer peer : peers.all()) {
      boolean chosen =
          parameters.floodPublish() || peers.always().contains(peer) || eager.contains(peer);
      if (chosen && peer.isIn(topic.name) && mayPublishTo(peer) && peer.wants(id)) {
        outbox.message(peer, message);
      }
    }
    return true;
  }

  private boolean mayPublishTo(Peer peer) {
    return peer.direct || peer.score.value() >= parameters.scoring().thresholds().publish();
  }

  private long windowMillis(TopicState topic) {
    ScoreParameters scoring = parameters.scoring().parameters();
    return scoring.of(topic.name).meshDeliveries().windowMillis();
  }
}
