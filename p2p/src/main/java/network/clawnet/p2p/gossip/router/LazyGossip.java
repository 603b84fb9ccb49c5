package network.clawnet.p2p.gossip.router;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.clawnet.p2p.gossip.cache.MessageCache;
import network.clawnet.p2p.gossip.cache.Promises;
import network.clawnet.p2p.gossip.router.Tallies.Tally;
import network.clawnet.p2p.gossip.rpc.Control;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageId;

/** IHAVE and IWANT: what the mesh missed is told of, asked for, and given. */
final class LazyGossip {
  private final GossipParameters parameters;
  private final Map<String, TopicState> topics;
  private final Peers peers;
  private final MessageCache cache;
  private final Promises promises;
  private final Outbox outbox;
  private final Tallies tallies;

  LazyGossip(
      GossipParameters parameters,
      Map<String, TopicState> topics,
      Peers peers,
      MessageCache cache,
      Promises promises,
      Outbox outbox,
      Tallies tallies) {
    this.parameters = parameters;
    this.topics = topics;
    this.peers = peers;
    this.cache = cache;
    this.promises = promises;
    this.outbox = outbox;
    this.tallies = tallies;
  }

  /** Tells some of the members that get no messages from us what we have. */
  void emit(TopicState topic) {
    List<MessageId> ids = cache.recent(topic.name);
    if (ids.isEmpty()) {
      return;
    }
    Set<Peer> served = topic.joined ? topic.mesh : topic.fanout;
    double threshold = parameters.scoring().thresholds().gossip();
    List<Peer> others =
        peers.members(
            topic.name,
            peer ->
                peer.speaksMesh()
                    && !peer.direct
                    && !served.contains(peer)
                    && peer.beatScore >= threshold);
    int count =
        Math.max(parameters.mesh().lazy(), (int) (RouterLimits.GOSSIP_FACTOR * others.size()));
    peers.draw(others, count);
    for (Peer peer : others.subList(0, Math.min(count, others.size()))) {
      peers.draw(ids, RouterLimits.MAX_TOLD);
      List<MessageId> told = ids.subList(0, Math.min(RouterLimits.MAX_TOLD, ids.size()));
      outbox.have(peer, topic.name, List.copyOf(told));
    }
  }

  /** Asks for what we have not seen, within the peer's budget. */
  void onHave(Peer peer, List<Control.Have> have, long nowMillis) {
    if (have.isEmpty()) {
      return;
    }
    if (peer.score.value() < parameters.scoring().thresholds().gossip()) {
      tallies.count(Tally.IHAVE_OF_BAD_PEER);
      return;
    }
    if (++peer.haveRpcs > RouterLimits.MAX_HAVE_RPCS || peer.asked >= RouterLimits.MAX_ASKED) {
      tallies.count(Tally.IHAVE_OVER_LIMIT);
      return;
    }
    List<MessageId> unseen = unseen(have, nowMillis);
    if (unseen.isEmpty()) {
      return;
    }
    int room = Math.min(unseen.size(), RouterLimits.MAX_ASKED - peer.asked);
    peers.draw(unseen, room);
    List<MessageId> wanted = unseen.subList(0, room);
    peer.asked += room;
    wanted.forEach(id -> promises.ask(id, nowMillis));
    promises.promise(peers.one(wanted), peer.id, nowMillis);
    outbox.want(peer, wanted);
  }

  private List<MessageId> unseen(List<Control.Have> have, long nowMillis) {
    Set<MessageId> unseen = new LinkedHashSet<>();
    for (Control.Have entry : have) {
      TopicState topic = topics.get(entry.topic());
      if (topic != null && topic.joined) {
        for (MessageId id : entry.ids()) {
          if (!topic.knows(id) && !promises.isAsked(id, nowMillis)) {
            unseen.add(id);
          }
        }
      }
    }
    return new ArrayList<>(unseen);
  }

  /** Gives what is asked for, within the peer's budget. */
  void onWant(Peer peer, List<MessageId> want) {
    if (want.isEmpty()) {
      return;
    }
    if (peer.score.value() < parameters.scoring().thresholds().gossip()) {
      tallies.count(Tally.IWANT_OF_BAD_PEER);
      return;
    }
    boolean tooOften = false;
    for (MessageId id : want) {
      if (++peer.wanted > RouterLimits.MAX_WANTED
          || peer.givenBytes > RouterLimits.MAX_GIVEN_BYTES) {
        tallies.count(Tally.IWANT_OVER_LIMIT);
        tooOften = true;
        break;
      }
      Optional<Message> message = cache.give(id, peer.id);
      tallies.count(message.isPresent() ? Tally.IWANT_ANSWERED : Tally.IWANT_UNKNOWN);
      message.ifPresent(it -> give(peer, it));
      tooOften |= message.isEmpty() && cache.isAskedTooOften(id, peer.id);
    }
    if (tooOften) {
      peer.score.misbehaved(1); // an honest peer asks again only for what got lost
    }
  }

  private void give(Peer peer, Message message) {
    peer.givenBytes += message.rpc().length;
    outbox.message(peer, message);
  }

  /** Notes what a peer need not be sent, within its budget. */
  void onDontWant(Peer peer, List<MessageId> ids, long tick) {
    for (MessageId id : ids) {
      if (++peer.dontWants > RouterLimits.MAX_DONT_WANT) {
        tallies.count(Tally.IDONTWANT_OVER_LIMIT);
        return;
      }
      peer.dontSend(id, tick + RouterLimits.DONT_WANT_TICKS);
    }
  }

  /** Holds broken promises against those who made them. */
  void punishBrokenPromises(long nowMillis) {
    promises.broken(
        nowMillis,
        (id, times) -> {
          tallies.count(Tally.PROMISES_BROKEN, times);
          peers.find(id).ifPresent(peer -> peer.score.misbehaved(times));
        });
  }
}
