package network.clawnet.p2p.gossip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerStream;
import network.clawnet.p2p.gossip.router.Effect;
import network.clawnet.p2p.gossip.rpc.GossipVersion;
import network.clawnet.p2p.gossip.rpc.RpcEncoder;
import network.clawnet.p2p.service.Loop;
import network.clawnet.p2p.service.ProtocolHost;

/**
 * One stream to each peer and one from it, for as long as it is connected: a stream that was reset
 * is not a connection that was lost. Owned by the loop.
 */
final class PeerStreams {
  /** Hears of peers, on the loop. */
  interface Greeter {
    /** A peer came, or lost what it was told: it is to be told our subscriptions. */
    void greet(PeerId peer, GossipVersion version);

    /** A peer speaks that version, and not the one it was greeted with. */
    void speaks(PeerId peer, GossipVersion version);
  }

  private final ProtocolHost host;
  private final Loop loop;
  private final Mailbox mailbox;
  private final Greeter greeter;
  private final ShellTallies tallies;
  private final Map<PeerId, PeerChannel> channels = new HashMap<>();
  private final Set<PeerChannel> dirty = new LinkedHashSet<>();

  PeerStreams(
      ProtocolHost host, Loop loop, Mailbox mailbox, Greeter greeter, ShellTallies tallies) {
    this.host = host;
    this.loop = loop;
    this.mailbox = mailbox;
    this.greeter = greeter;
    this.tallies = tallies;
  }

  /** A peer speaks gossip. */
  void met(PeerId peer, GossipVersion version) {
    open(channel(peer, version));
  }

  /** A peer has opened a stream; it takes the place of the one before. */
  void arrived(InboundReader reader) {
    PeerStream stream = reader.stream();
    PeerId peer = stream.peer();
    if (host.link(peer).isEmpty()) {
      stream.reset(); // gone meanwhile: nobody would tell us so again
      return;
    }
    PeerChannel channel = channel(peer, version(stream));
    channel.arrived(reader);
    open(channel);
  }

  /** A peer has gone; false if it was not here. */
  boolean gone(PeerId peer) {
    PeerChannel channel = channels.remove(peer);
    if (channel == null) {
      return false;
    }
    dirty.remove(channel);
    channel.close();
    return true;
  }

  private static GossipVersion version(PeerStream stream) {
    return GossipVersion.of(stream.protocol()).orElse(GossipVersion.FLOODSUB);
  }

  private PeerChannel channel(PeerId peer, GossipVersion version) {
    PeerChannel known = channels.get(peer);
    if (known != null) {
      return known;
    }
    PeerChannel fresh = new PeerChannel(peer, version, mailbox, tallies);
    channels.put(peer, fresh);
    greeter.greet(peer, version);
    return fresh;
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
                            tallies.count(ShellTallies.Tally.STREAM_REFUSED);
                            reopen(channel);
                          }
                        }));
  }

  private void opened(PeerChannel channel, PeerStream stream) {
    tallies.count(ShellTallies.Tally.STREAM_OPENED);
    if (channel.opened(stream, version(stream))) {
      greeter.speaks(channel.peer(), version(stream));
    }
    var unused = stream.ended().thenRun(() -> mailbox.post(() -> lost(channel, stream)));
  }

  private void lost(PeerChannel channel, PeerStream stream) {
    if (channel.lost(stream)) {
      tallies.count(ShellTallies.Tally.STREAM_LOST);
      greeter.greet(channel.peer(), channel.version());
      reopen(channel);
    }
  }

  private void reopen(PeerChannel channel) {
    var unused =
        loop.after(
            channel.pauseMillis(),
            () ->
                mailbox.post(
                    () -> {
                      if (channels.get(channel.peer()) == channel) {
                        open(channel);
                      }
                    }));
  }

  Optional<PeerChannel> find(PeerId peer) {
    return Optional.ofNullable(channels.get(peer));
  }

  /** Puts a message where it waits for the peer. */
  void queue(Effect.Forward it) {
    PeerChannel channel = channels.get(it.to());
    if (channel != null) {
      channel.queueMessage(it.message(), loop.nowMillis());
      dirty.add(channel);
    }
  }

  /** Puts control where it waits for the peer. */
  void queue(Effect.Send it) {
    PeerChannel channel = channels.get(it.to());
    if (channel != null) {
      channel.queueControl(RpcEncoder.encode(it.rpc()));
      dirty.add(channel);
    }
  }

  /** Keeps a connection, or lets it go. */
  void keep(Effect.Keep it) {
    PeerChannel channel = channels.get(it.peer());
    if (channel != null) {
      channel.keep(it.keep() ? host.protect(it.peer(), "gossip-mesh") : null);
    }
  }

  /** Returns whether a message of that size can wait for the peer. */
  boolean hasRoom(PeerId peer, int bytes) {
    PeerChannel channel = channels.get(peer);
    return channel != null && channel.hasRoom(bytes);
  }

  /** Sends what was queued since the last time. */
  void flush() {
    for (PeerChannel channel : new ArrayList<>(dirty)) {
      channel.flush();
    }
    dirty.clear();
  }

  /** Drops messages that have waited too long. */
  void expire(long nowMillis) {
    channels.values().forEach(channel -> channel.expire(nowMillis));
  }

  void close() {
    channels.values().forEach(PeerChannel::close);
    channels.clear();
    dirty.clear();
  }
}
