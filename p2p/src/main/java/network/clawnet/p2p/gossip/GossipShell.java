package network.clawnet.p2p.gossip;

import java.util.ArrayList;
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
import network.clawnet.p2p.gossip.rpc.RpcEncoder;
import network.clawnet.p2p.gossip.rpc.TopicRules;
import network.clawnet.p2p.service.Loop;
import network.clawnet.p2p.service.PeerLink;
import network.clawnet.p2p.service.ProtocolHost;

/** Brings events to the router and its effects to streams. Owned by the loop. */
final class GossipShell implements PeerEvents, InboundReader.Sink {
  private static final Misbehaviour MALFORMED = new Misbehaviour("gossip-malformed-rpc", 34);

  private final ProtocolHost host;
  private final Loop loop;
  private final GossipRouter router;
  private final Mailbox mailbox;
  private final Judge judge;
  private final Introductions introductions;
  private final ShellTallies tallies;
  private final Map<PeerId, PeerChannel> channels = new HashMap<>();
  private final Map<String, JoinedTopic> topics = new HashMap<>();
  private final Set<PeerChannel> dirty = new LinkedHashSet<>();
  private final Set<InboundReader> held = new LinkedHashSet<>();

  GossipShell(ProtocolHost host, Loop loop, GossipRouter router, GossipWorkers workers) {
    this.host = host;
    this.loop = loop;
    this.router = router;
    tallies = workers.tallies();
    mailbox = new Mailbox(loop, this::flush);
    judge = new Judge(workers.executor(), this::verdict, tallies);
    introductions = new Introductions(host, workers.executor(), tallies);
  }

  Mailbox mailbox() {
    return mailbox;
  }

  // Peers come and go.

  @Override
  public void connected(PeerId peer) {
    // what it speaks is not known yet
  }

  @Override
  public void identified(PeerId peer, List<String> protocols) {
    protocols.stream()
        .flatMap(protocol -> GossipVersion.of(protocol).stream())
        .max(GossipVersion::compareTo)
        .ifPresent(version -> mailbox.post(() -> open(channel(peer, version))));
  }

  @Override
  public void disconnected(PeerId peer) {
    mailbox.post(
        () -> {
          PeerChannel channel = channels.remove(peer);
          if (channel != null) {
            dirty.remove(channel);
            channel.reader().ifPresent(held::remove);
            channel.close();
            perform(router.disconnected(peer, loop.nowMillis()));
            updateMembers();
          }
        });
  }

  /** A peer has opened a stream to us. Any thread. */
  void onStream(PeerStream stream) {
    mailbox.post(
        () -> {
          PeerId peer = stream.peer();
          if (host.link(peer).isEmpty()) {
            stream.reset(); // gone meanwhile: nobody would tell us so again
            return;
          }
          GossipVersion version =
              GossipVersion.of(stream.protocol()).orElse(GossipVersion.FLOODSUB);
          PeerChannel channel = channel(peer, version);
          channel.reader().ifPresent(held::remove);
          channel.arrived(new InboundReader(stream, this, tallies));
          open(channel);
        });
  }

  private PeerChannel channel(PeerId peer, GossipVersion version) {
    PeerChannel known = channels.get(peer);
    if (known != null) {
      return known;
    }
    PeerChannel fresh = new PeerChannel(peer, mailbox, tallies);
    channels.put(peer, fresh);
    arrive(peer, version);
    return fresh;
  }

  private void arrive(PeerId peer, GossipVersion version) {
    Optional<PeerLink> link = host.link(peer);
    boolean outbound = link.map(it -> it.direction() == PeerView.Direction.OUTBOUND).orElse(false);
    perform(router.connected(new Arrival(peer, version, outbound, link.flatMap(PeerLink::ip))));
  }

  private void open(PeerChannel channel) {
    if (!channel.beginOpening()) {
      return;
    }
    var unused =
        host.open(channel.peer(), GossipVersion.protocols(), GossipLimits.TERMS)
            .whenComplete(
                (stream, fault) ->
                    mailbox.post(
                        () -> {
                          if (fault == null) {
                            opened(channel, stream);
                          } else {
                            refused(channel);
                          }
                        }));
  }

  private void opened(PeerChannel channel, PeerStream stream) {
    tallies.count(ShellTallies.Tally.STREAM_OPENED);
    GossipVersion version = GossipVersion.of(stream.protocol()).orElse(GossipVersion.FLOODSUB);
    if (router.version(channel.peer()).filter(known -> known != version).isPresent()) {
      router.speaks(channel.peer(), version);
    }
    channel.opened(stream);
    var unused = stream.ended().thenRun(() -> mailbox.post(() -> lost(channel, stream)));
  }

  private void refused(PeerChannel channel) {
    tallies.count(ShellTallies.Tally.STREAM_REFUSED);
    reopen(channel, channel.refused());
  }

  private void lost(PeerChannel channel, PeerStream stream) {
    if (channel.lost(stream)) {
      tallies.count(ShellTallies.Tally.STREAM_LOST);
      router.version(channel.peer()).ifPresent(version -> arrive(channel.peer(), version));
      reopen(channel, channel.refused());
    }
  }

  /** A stream that was reset is not a connection that was lost. */
  private void reopen(PeerChannel channel, long pauseMillis) {
    var unused =
        loop.after(
            pauseMillis,
            () ->
                mailbox.post(
                    () -> {
                      if (channels.get(channel.peer()) == channel) {
                        open(channel);
                      }
                    }));
  }

  // Peers speak.

  @Override
  public void rpc(InboundReader from, Rpc rpc, int bytes) {
    mailbox.post(
        () -> {
          PeerId peer = from.stream().peer();
          PeerChannel channel = channels.get(peer);
          if (channel == null || !channel.isCurrent(from)) {
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
        });
  }

  @Override
  public void malformed(InboundReader from, DecodeException why) {
    tallies.count(ShellTallies.Tally.RPC_MALFORMED);
    host.report(from.stream().peer(), MALFORMED);
    from.stream().reset();
  }

  // The node speaks.

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
    boolean room = members.isEmpty() || members.stream().anyMatch(peer -> hasRoom(peer, size));
    if (!room) {
      tallies.count(ShellTallies.Tally.PUBLISH_REFUSED);
      return Optional.empty();
    }
    List<Effect> effects = router.publish(message, rules, loop.nowMillis());
    perform(effects);
    return Optional.of((int) effects.stream().filter(Effect.Forward.class::isInstance).count());
  }

  private boolean hasRoom(PeerId peer, int bytes) {
    PeerChannel channel = channels.get(peer);
    return channel != null && channel.hasRoom(bytes);
  }

  // The router speaks.

  void heartbeat() {
    long now = loop.nowMillis();
    topics
        .values()
        .forEach(
            topic ->
                topic.expire(
                    now,
                    ticket -> {
                      tallies.count(ShellTallies.Tally.JUDGEMENT_TOO_LATE);
                      perform(router.judged(ticket, GossipRouter.Verdict.IGNORE, now));
                    }));
    perform(router.heartbeat(now));
    channels.values().forEach(channel -> channel.expire(now));
  }

  private void perform(List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Forward it) {
        PeerChannel channel = channels.get(it.to());
        if (channel != null) {
          channel.queueMessage(it.message(), loop.nowMillis());
          dirty.add(channel);
        }
      } else if (effect instanceof Effect.Send it) {
        PeerChannel channel = channels.get(it.to());
        if (channel != null) {
          channel.queueControl(RpcEncoder.encode(it.rpc()));
          dirty.add(channel);
        }
      } else if (effect instanceof Effect.Judge it) {
        begin(it);
      } else if (effect instanceof Effect.Meet it) {
        introductions.meet(it);
      } else if (effect instanceof Effect.Keep it) {
        keep(it);
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

  private void keep(Effect.Keep it) {
    PeerChannel channel = channels.get(it.peer());
    if (channel != null) {
      channel.keep(it.keep() ? host.protect(it.peer(), "gossip-mesh") : null);
    }
  }

  private void updateMembers() {
    topics.values().forEach(topic -> topic.members(Set.copyOf(router.members(topic.name()))));
  }

  private void flush() {
    for (PeerChannel channel : new ArrayList<>(dirty)) {
      channel.flush();
    }
    dirty.clear();
    if (!held.isEmpty()) {
      held.removeIf(this::releases);
    }
  }

  private boolean releases(InboundReader reader) {
    if (router.pending(reader.stream().peer()) > GossipLimits.MAX_UNJUDGED / 2) {
      return false;
    }
    reader.release();
    return true;
  }

  void close() {
    channels.values().forEach(PeerChannel::close);
    channels.clear();
    topics.clear();
  }
}
