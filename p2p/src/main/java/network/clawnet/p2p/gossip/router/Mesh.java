package network.clawnet.p2p.gossip.router;

import java.util.List;
import java.util.function.Predicate;
import network.clawnet.p2p.gossip.router.Tallies.Tally;
import network.clawnet.p2p.gossip.rpc.Control;

/** Who enters and leaves the meshes: by joining, by leaving, and at the request of peers. */
final class Mesh {
  private final GossipParameters parameters;
  private final Peers peers;
  private final Backoffs backoffs;
  private final PeerExchange exchange;
  private final Outbox outbox;
  private final Tallies tallies;

  Mesh(
      GossipParameters parameters,
      Peers peers,
      Backoffs backoffs,
      PeerExchange exchange,
      Outbox outbox,
      Tallies tallies) {
    this.parameters = parameters;
    this.peers = peers;
    this.backoffs = backoffs;
    this.exchange = exchange;
    this.outbox = outbox;
    this.tallies = tallies;
  }

  /** Builds the mesh of a topic that we have just joined. */
  void join(TopicState topic, long nowMillis) {
    topic.joined = true;
    for (Peer peer : List.copyOf(topic.fanout)) {
      if (topic.mesh.size() < parameters.mesh().wanted() && mayGraft(topic, peer, nowMillis)) {
        graft(topic, peer, nowMillis);
      }
    }
    topic.fanout.clear();
    fill(topic, parameters.mesh().wanted(), peer -> true, nowMillis);
  }

  /** Takes the mesh of a topic down. */
  void leave(TopicState topic, long nowMillis) {
    topic.joined = false;
    for (Peer peer : List.copyOf(topic.mesh)) {
      remove(topic, peer);
      refuse(topic, peer, false, parameters.timing().leaveBackoff(), nowMillis);
    }
  }

  /** Grafts members by chance that meet the condition, until the mesh has that size. */
  void fill(TopicState topic, int size, Predicate<Peer> condition, long nowMillis) {
    int missing = size - topic.mesh.size();
    if (missing > 0) {
      peers
          .pick(topic.name, missing, it -> mayGraft(topic, it, nowMillis) && condition.test(it))
          .forEach(peer -> graft(topic, peer, nowMillis));
    }
  }

  /** Grafts a peer that has just joined, if the mesh is thin: it need not wait for a heartbeat. */
  void greet(TopicState topic, Peer peer, long nowMillis) {
    if (topic.joined
        && topic.mesh.size() < parameters.mesh().low()
        && mayGraft(topic, peer, nowMillis)) {
      graft(topic, peer, nowMillis);
    }
  }

  boolean mayGraft(TopicState topic, Peer peer, long nowMillis) {
    return peer.speaksMesh()
        && !peer.direct
        && peer.beatScore >= 0
        && !topic.mesh.contains(peer)
        && backoffs.mayGraft(topic.name, peer.id, nowMillis);
  }

  private void graft(TopicState topic, Peer peer, long nowMillis) {
    add(topic, peer, nowMillis);
    outbox.graft(peer, topic.name);
  }

  /** Removes a peer and tells it why not to come back soon. */
  void prune(TopicState topic, Peer peer, boolean suggesting, long nowMillis) {
    remove(topic, peer);
    refuse(topic, peer, suggesting, parameters.timing().pruneBackoff(), nowMillis);
  }

  private void refuse(
      TopicState topic, Peer peer, boolean suggesting, long backoffMillis, long nowMillis) {
    backoffs.add(topic.name, peer.id, nowMillis + backoffMillis);
    List<Control.Suggestion> others = suggesting ? exchange.suggest(topic.name, peer) : List.of();
    outbox.prune(peer, new Control.Prune(topic.name, others, backoffMillis / 1000));
  }

  /** Answers a GRAFT in a topic that we have joined. */
  void onGraft(TopicState topic, Peer peer, long nowMillis) {
    if (topic.mesh.contains(peer)) {
      return;
    }
    if (peer.direct) {
      tallies.count(Tally.GRAFT_OF_DIRECT_PEER);
      refuse(topic, peer, false, parameters.timing().pruneBackoff(), nowMillis);
    } else if (backoffs.until(topic.name, peer.id) > nowMillis) {
      punishHaste(topic, peer, nowMillis);
      refuse(topic, peer, false, parameters.timing().pruneBackoff(), nowMillis);
    } else if (peer.score.value() < 0) {
      tallies.count(Tally.GRAFT_OF_BAD_PEER);
      refuse(topic, peer, false, parameters.timing().pruneBackoff(), nowMillis);
    } else if (topic.mesh.size() >= parameters.mesh().high() && !peer.outbound) {
      tallies.count(Tally.GRAFT_INTO_FULL_MESH);
      refuse(topic, peer, true, parameters.timing().pruneBackoff(), nowMillis);
    } else {
      tallies.count(Tally.GRAFT_ACCEPTED);
      add(topic, peer, nowMillis);
    }
  }

  private void punishHaste(TopicState topic, Peer peer, long nowMillis) {
    tallies.count(Tally.GRAFT_IN_BACKOFF);
    peer.score.misbehaved(1);
    GossipParameters.Timing timing = parameters.timing();
    long begin = backoffs.until(topic.name, peer.id) - timing.pruneBackoff();
    if (nowMillis < begin + timing.graftFlood()) {
      tallies.count(Tally.GRAFT_TOO_EARLY);
      peer.score.misbehaved(1);
    }
  }

  /** Takes a PRUNE in a topic that we have joined. */
  void onPrune(TopicState topic, Peer peer, Control.Prune prune, long nowMillis) {
    tallies.count(Tally.PRUNE_RECEIVED);
    remove(topic, peer);
    long told = Math.min(prune.backoffSeconds(), RouterLimits.MAX_BACKOFF_SECONDS) * 1000;
    long backoff = told > 0 ? told : parameters.timing().pruneBackoff();
    backoffs.add(topic.name, peer.id, nowMillis + backoff);
    exchange.follow(peer, prune.suggested());
  }

  private void add(TopicState topic, Peer peer, long nowMillis) {
    topic.mesh.add(peer);
    peer.score.grafted(topic.name, nowMillis);
    if (peer.meshes++ == 0) {
      outbox.other(new Effect.Keep(peer.id, true));
    }
  }

  /** Removes a peer without a word, if it is in the mesh. */
  void remove(TopicState topic, Peer peer) {
    if (topic.mesh.remove(peer)) {
      peer.score.pruned(topic.name);
      if (--peer.meshes == 0 && peer.connected) {
        outbox.other(new Effect.Keep(peer.id, false));
      }
    }
  }
}
