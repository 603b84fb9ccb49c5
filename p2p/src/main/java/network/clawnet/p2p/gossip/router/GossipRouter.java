package network.clawnet.p2p.gossip.router;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.cache.MessageCache;
import network.clawnet.p2p.gossip.cache.Promises;
import network.clawnet.p2p.gossip.router.Tallies.Tally;
import network.clawnet.p2p.gossip.rpc.Control;
import network.clawnet.p2p.gossip.rpc.GossipVersion;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageId;
import network.clawnet.p2p.gossip.rpc.Rpc;
import network.clawnet.p2p.gossip.rpc.TopicRules;
import network.clawnet.p2p.gossip.score.PeerScores;

/**
 * A gossipsub router of version 1.2, which also talks to older ones and to floodsub.
 *
 * <p>A step machine: each input returns what is to be done, in order. Time is given, in
 * milliseconds that never go back; chance too, so that the same inputs give the same effects. One
 * owner thread.
 */
public final class GossipRouter {
  /** What came of a {@link Effect.Judge}. */
  public enum Verdict {
    /** Valid: passed on. */
    ACCEPT,
    /** Invalid: counts against all peers that brought it. */
    REJECT,
    /** Undecided or stale: dropped, and nobody's fault. */
    IGNORE,
    /** The signature does not hold: as if rejected, but another message may have the id. */
    FORGED
  }

  private final byte[] self;
  private final GossipParameters parameters;
  private final Map<String, TopicState> topics = new LinkedHashMap<>();
  private final Tallies tallies = new Tallies();
  private final Outbox outbox = new Outbox(tallies);
  private final Backoffs backoffs;
  private final Peers peers;
  private final PeerScores scores;
  private final Promises promises;
  private final Judgements judgements;
  private final Mesh mesh;
  private final MeshUpkeep upkeep;
  private final Fanout fanout;
  private final LazyGossip gossip;
  private final MessagePath path;
  private final Heartbeat heartbeat;

  /**
   * @param records signed peer records of peers, to be suggested to others
   */
  public GossipRouter(
      PeerId self,
      GossipParameters parameters,
      Function<PeerId, Optional<byte[]>> records,
      RandomGenerator random) {
    this.self = self.multihash();
    this.parameters = parameters;
    MessageCache cache = new MessageCache();
    backoffs = new Backoffs(parameters.timing().heartbeat());
    peers = new Peers(random);
    scores = new PeerScores(parameters.scoring().parameters());
    promises = new Promises(parameters.timing().followUp());
    judgements = new Judgements(outbox, tallies);
    PeerExchange exchange = new PeerExchange(parameters, records, peers, outbox, tallies);
    mesh = new Mesh(parameters, peers, backoffs, exchange, outbox, tallies);
    upkeep = new MeshUpkeep(parameters, peers, mesh);
    fanout = new Fanout(parameters, peers);
    gossip = new LazyGossip(parameters, topics, peers, cache, promises, outbox, tallies);
    path = new MessagePath(parameters, peers, cache, judgements, outbox, tallies);
    heartbeat = new Heartbeat(parameters, topics, peers, scores, cache, gossip, outbox);
  }

  /** A peer has come; the effects begin with our subscriptions. Known peers are greeted again. */
  public List<Effect> connected(Arrival arrival) {
    Peer known = peers.find(arrival.peer()).orElse(null);
    if (known == null) {
      known =
          new Peer(
              arrival.peer(),
              arrival.version(),
              parameters.direct().contains(arrival.peer()),
              arrival.outbound(),
              scores.connect(arrival.peer(), arrival.address()));
      known.beatScore = known.score.value();
      peers.add(known);
    }
    outbox.subscriptions(
        known,
        topics.values().stream()
            .filter(topic -> topic.joined)
            .map(topic -> new Rpc.Subscription(topic.name, true))
            .toList());
    return outbox.drain();
  }

  /** A known peer turned out to speak another version. */
  public void speaks(PeerId id, GossipVersion version) {
    peers
        .find(id)
        .ifPresent(
            peer -> {
              peer.version = version;
              peers.place(peer);
            });
  }

  /** A peer has gone. */
  public List<Effect> disconnected(PeerId id, long nowMillis) {
    Peer peer = peers.find(id).orElse(null);
    if (peer != null) {
      peers.remove(peer);
      for (TopicState topic : topics.values()) {
        mesh.remove(topic, peer);
        topic.fanout.remove(peer);
      }
      scores.disconnect(id, nowMillis);
    }
    return outbox.drain();
  }

  /** Takes an RPC. */
  public List<Effect> received(PeerId from, Rpc rpc, long nowMillis) {
    Peer peer = peers.find(from).orElse(null);
    if (peer == null) {
      tallies.count(Tally.RPC_OF_STRANGER);
      return List.of();
    }
    tallies.count(Tally.ENTRIES_OVER_LIMIT, rpc.ignored());
    for (Rpc.Subscription subscription : rpc.subscriptions()) {
      onSubscription(peer, subscription, nowMillis);
    }
    if (!peer.direct && isGraylisted(peer)) {
      tallies.count(Tally.RPC_OF_GRAYLISTED);
      return outbox.drain();
    }
    onControl(peer, rpc.control(), nowMillis);
    for (Message message : rpc.messages()) {
      onMessage(peer, message, nowMillis);
    }
    return outbox.drain();
  }

  private boolean isGraylisted(Peer peer) {
    return peer.score.value() < parameters.scoring().thresholds().graylist();
  }

  private void onSubscription(Peer peer, Rpc.Subscription subscription, long nowMillis) {
    TopicState topic = topics.get(subscription.topic());
    if (!subscription.joins()) {
      peer.topics.remove(subscription.topic());
      if (topic != null) {
        mesh.remove(topic, peer);
        topic.fanout.remove(peer);
      }
    } else if (remember(peer, subscription.topic()) && topic != null) {
      mesh.greet(topic, peer, nowMillis);
    }
  }

  private boolean remember(Peer peer, String topic) {
    if (peer.topics.size() >= RouterLimits.MAX_TOPICS_PER_PEER) {
      tallies.count(Tally.TOPICS_OVER_LIMIT);
      return false;
    }
    return peer.topics.add(topic);
  }

  private void onControl(Peer peer, Control control, long nowMillis) {
    if (control.isEmpty() || !peer.speaksMesh()) {
      return;
    }
    for (String name : control.graft()) {
      TopicState topic = topics.get(name);
      if (topic != null && topic.joined) {
        remember(peer, name); // whoever grafts has joined, even if we were not told
        mesh.onGraft(topic, peer, nowMillis);
      } else {
        tallies.count(Tally.TOPIC_NOT_JOINED);
      }
    }
    for (Control.Prune prune : control.prune()) {
      TopicState topic = topics.get(prune.topic());
      if (topic != null && topic.joined) {
        mesh.onPrune(topic, peer, prune, nowMillis);
      }
    }
    gossip.onHave(peer, control.have(), nowMillis);
    gossip.onWant(peer, control.want());
    gossip.onDontWant(peer, control.dontWant(), heartbeat.tick());
  }

  private void onMessage(Peer peer, Message message, long nowMillis) {
    tallies.count(Tally.MESSAGES_RECEIVED);
    TopicState topic = topics.get(message.topic());
    if (topic == null || !topic.joined) {
      tallies.count(Tally.TOPIC_NOT_JOINED);
    } else if (!topic.rules.policy().admits(message)) {
      tallies.count(Tally.UNFIT_FOR_POLICY);
      peer.score.deliveredInvalid(topic.name);
    } else if (message.contentBytes() > topic.rules.maxContentBytes()) {
      tallies.count(Tally.CONTENT_TOO_LARGE);
      peer.score.deliveredInvalid(topic.name);
    } else {
      MessageId id = topic.rules.policy().idOf(message);
      promises.keep(id);
      if (message.isFrom(self)) {
        tallies.count(Tally.OWN_MESSAGE);
      } else {
        path.receive(topic, id, message, peer, nowMillis);
      }
    }
  }

  /** Takes what came of a {@link Effect.Judge}; a ticket that is not waiting is ignored. */
  public List<Effect> judged(long ticket, Verdict verdict, long nowMillis) {
    Pending pending = judgements.end(ticket).orElse(null);
    if (pending == null) {
      return List.of();
    }
    switch (verdict) {
      case ACCEPT -> path.accept(pending, nowMillis);
      case REJECT -> path.reject(pending, nowMillis);
      case IGNORE -> path.ignore(pending, nowMillis);
      case FORGED -> path.refuseForgery(pending);
    }
    return outbox.drain();
  }

  /** Joins a topic; does nothing if it is joined. */
  public List<Effect> join(String name, TopicRules rules, long nowMillis) {
    TopicState before = topics.get(name);
    if (before != null && !before.joined && !before.rules.equals(rules)) {
      topics.remove(name); // it was published to under other rules
    }
    TopicState topic = state(name, rules);
    if (!topic.joined) {
      announce(name, true);
      mesh.join(topic, nowMillis);
    }
    return outbox.drain();
  }

  /** Leaves a topic, and forgets what waits for its judgement; does nothing if not joined. */
  public List<Effect> leave(String name, long nowMillis) {
    TopicState topic = topics.get(name);
    if (topic != null && topic.joined) {
      mesh.leave(topic, nowMillis);
      announce(name, false);
      topics.remove(name);
      judgements.end(topic);
    }
    return outbox.drain();
  }

  private void announce(String name, boolean joins) {
    List<Rpc.Subscription> change = List.of(new Rpc.Subscription(name, joins));
    peers.all().forEach(peer -> outbox.subscriptions(peer, change));
  }

  private TopicState state(String name, TopicRules rules) {
    return topics.computeIfAbsent(
        name, it -> new TopicState(it, rules, parameters.timing().seenTtl()));
  }

  /**
   * Publishes our own message; one that is known already goes nowhere. Returns a {@link
   * Effect.Forward} for each peer it goes to.
   *
   * @param rules of the topic, if it is not joined
   */
  public List<Effect> publish(Message message, TopicRules rules, long nowMillis) {
    TopicState topic = state(message.topic(), rules);
    Set<Peer> eager = topic.joined ? topic.mesh : fanout.use(topic, nowMillis);
    path.publish(topic, message, topic.rules.policy().idOf(message), eager, nowMillis);
    return outbox.drain();
  }

  /** Does what is due once per {@link GossipParameters.Timing#heartbeat}. */
  public List<Effect> heartbeat(long nowMillis) {
    heartbeat.run(upkeep, fanout, backoffs, nowMillis);
    return outbox.drain();
  }

  public Tallies tallies() {
    return tallies;
  }

  /** Returns the peers in our mesh of a topic. */
  public List<PeerId> mesh(String topic) {
    TopicState state = topics.get(topic);
    return state == null ? List.of() : state.mesh.stream().map(peer -> peer.id).toList();
  }

  /** Returns the connected peers that have joined a topic. */
  public List<PeerId> members(String topic) {
    return peers.members(topic, peer -> true).stream().map(peer -> peer.id).toList();
  }

  /** Returns the score of a connected peer, or 0. */
  public double score(PeerId peer) {
    return scores.of(peer);
  }

  /** Returns the scores of all connected peers at the last heartbeat. */
  public Map<PeerId, Double> scores() {
    return peers.all().stream().collect(Collectors.toMap(peer -> peer.id, peer -> peer.beatScore));
  }

  /** Sets the points that the application gives a connected peer: P5. */
  public void applicationScore(PeerId peer, double points) {
    scores.application(peer, points);
  }

  /** Returns how many messages of a peer wait for their judgement. */
  public int pending(PeerId peer) {
    return peers.find(peer).map(it -> it.pending).orElse(0);
  }

  /** Returns the version that a connected peer speaks. */
  public Optional<GossipVersion> version(PeerId peer) {
    return peers.find(peer).map(it -> it.version);
  }
}
