package network.clawnet.p2p.gossip;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.PeerEvents;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.PeerView;
import network.clawnet.p2p.gossip.router.Arrival;
import network.clawnet.p2p.gossip.router.Effect;
import network.clawnet.p2p.gossip.router.GossipRouter;
import network.clawnet.p2p.gossip.rpc.GossipVersion;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.Rpc;
import network.clawnet.p2p.gossip.rpc.TopicRules;
import network.clawnet.p2p.service.Loop;
import network.clawnet.p2p.service.PeerLink;
import network.clawnet.p2p.service.ProtocolHost;

/** Brings events to the router and its effects to streams. Owned by the loop. */
final class GossipShell implements PeerEvents, InboundReader.Sink, PeerStreams.Greeter {
  private static final Misbehaviour MALFORMED = new Misbehaviour("gossip-malformed-rpc", 34);

  private final ProtocolHost host;
  private final Loop loop;
  private final GossipRouter router;
  private final Mailbox mailbox;
  private final PeerStreams streams;
  private final Judge judge;
  private final Introductions introductions;
  private final ShellTallies tallies;
  private final Map<String, JoinedTopic> topics = new HashMap<>();
  private final Set<InboundReader> held = new LinkedHashSet<>();

  GossipShell(ProtocolHost host, Loop loop, GossipRouter router, GossipWorkers workers) {
    this.host = host;
    this.loop = loop;
    this.router = router;
    tallies = workers.tallies();
    mailbox = new Mailbox(loop, this::flush);
    streams = new PeerStreams(host, loop, mailbox, this, tallies);
    judge = new Judge(workers.executor(), this::verdict, tallies);
    introductions = new Introductions(host, workers.executor(), tallies);
  }

  Mailbox mailbox() {
    return mailbox;
  }

  @Override
  public void connected(PeerId peer) {
    // what it speaks is not known yet
  }

  @Override
  public void identified(PeerId peer, List<String> protocols) {
    protocols.stream()
        .flatMap(protocol -> GossipVersion.of(protocol).stream())
        .max(GossipVersion::compareTo)
        .ifPresent(version -> mailbox.post(() -> streams.met(peer, version)));
  }

  @Override
  public void disconnected(PeerId peer) {
    mailbox.post(
        () -> {
          if (streams.gone(peer)) {
            held.removeIf(reader -> reader.stream().peer().equals(peer));
            perform(router.disconnected(peer, loop.nowMillis()));
            updateMembers();
          }
        });
  }

  /** A peer has opened a stream to us. Any thread. */
  void onStream(PeerStream stream) {
    mailbox.post(() -> streams.arrived(new InboundReader(stream, this, tallies)));
  }

  @Override
  public void greet(PeerId peer, GossipVersion version) {
    Optional<PeerLink> link = host.link(peer);
    boolean outbound = link.map(it -> it.direction() == PeerView.Direction.OUTBOUND).orElse(false);
    perform(router.connected(new Arrival(peer, version, outbound, link.flatMap(PeerLink::ip))));
  }

  @Override
  public void speaks(PeerId peer, GossipVersion version) {
    router.speaks(peer, version);
  }

  @Override
  public void rpc(InboundReader from, Rpc rpc, int bytes) {
    mailbox.post(() -> received(from, rpc, bytes));
  }

  private void received(InboundReader from, Rpc rpc, int bytes) {
    PeerId peer = from.stream().peer();
    if (streams.find(peer).filter(channel -> channel.isCurrent(from)).isEmpty()) {
      return; // of a stream that was replaced
    }
    perform(router.received(peer, rpc, loop.nowMillis()));
    if (!rpc.subscriptions().isEmpty()) {
      updateMembers();
    }
    boolean hold = router.pending(peer) > GossipLimits.MAX_UNJUDGED;
    if (hold) {
      held.add(from);
    }
    from.routed(bytes, hold);
  }

  @Override
  public void malformed(InboundReader from, DecodeException why) {
    tallies.count(ShellTallies.Tally.RPC_MALFORMED);
    host.report(from.stream().peer(), MALFORMED);
    from.stream().reset();
  }

  void join(JoinedTopic topic, TopicRules rules) {
    topics.put(topic.name(), topic);
    perform(router.join(topic.name(), rules, loop.nowMillis()));
    updateMembers();
  }

  void leave(JoinedTopic topic) {
    topics.remove(topic.name());
    perform(router.leave(topic.name(), loop.nowMillis()));
  }

  /** Returns the number of peers that the message goes to; empty if none of the many has room. */
  Optional<Integer> publish(Message message, TopicRules rules) {
    int size = message.rpc().length;
    List<PeerId> members = router.members(message.topic());
    if (!members.isEmpty() && members.stream().noneMatch(it -> streams.hasRoom(it, size))) {
      tallies.count(ShellTallies.Tally.PUBLISH_REFUSED);
      return Optional.empty();
    }
    List<Effect> effects = router.publish(message, rules, loop.nowMillis());
    perform(effects);
    return Optional.of((int) effects.stream().filter(Effect.Forward.class::isInstance).count());
  }

  void heartbeat() {
    long now = loop.nowMillis();
    for (JoinedTopic topic : topics.values()) {
      topic.expire(
          now,
          ticket -> {
            tallies.count(ShellTallies.Tally.JUDGEMENT_TOO_LATE);
            perform(router.judged(ticket, GossipRouter.Verdict.IGNORE, now));
          });
    }
    perform(router.heartbeat(now));
    streams.expire(now);
  }

  private void perform(List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Forward it) {
        streams.queue(it);
      } else if (effect instanceof Effect.Send it) {
        streams.queue(it);
      } else if (effect instanceof Effect.Judge it) {
        begin(it);
      } else if (effect instanceof Effect.Meet it) {
        introductions.meet(it);
      } else if (effect instanceof Effect.Keep it) {
        streams.keep(it);
      }
    }
  }

  private void begin(Effect.Judge it) {
    JoinedTopic topic = topics.get(it.message().topic());
    if (topic == null) {
      perform(router.judged(it.ticket(), GossipRouter.Verdict.IGNORE, loop.nowMillis()));
      return;
    }
    topic.await(it.ticket(), loop.nowMillis());
    judge.begin(it, topic);
  }

  private void verdict(Effect.Judge it, GossipRouter.Verdict verdict) {
    if (loop.inLoop()) {
      judged(it, verdict);
    } else {
      mailbox.post(() -> judged(it, verdict));
    }
  }

  private void judged(Effect.Judge it, GossipRouter.Verdict verdict) {
    JoinedTopic topic = topics.get(it.message().topic());
    if (topic != null) {
      topic.judged(it.ticket());
    }
    perform(router.judged(it.ticket(), verdict, loop.nowMillis()));
  }

  private void updateMembers() {
    topics.values().forEach(topic -> topic.members(Set.copyOf(router.members(topic.name()))));
  }

  private void flush() {
    streams.flush();
    held.removeIf(this::releases);
  }

  private boolean releases(InboundReader reader) {
    if (router.pending(reader.stream().peer()) > GossipLimits.MAX_UNJUDGED / 2) {
      return false;
    }
    reader.release();
    return true;
  }

  void close() {
    streams.close();
    topics.clear();
    held.clear();
  }
}
