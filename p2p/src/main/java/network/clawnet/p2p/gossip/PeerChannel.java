package network.clawnet.p2p.gossip;

import java.util.List;
import java.util.Optional;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.Registration;
import network.clawnet.p2p.gossip.rpc.GossipVersion;
import network.clawnet.p2p.gossip.rpc.Message;
import org.jspecify.annotations.Nullable;

/** The streams to and from one peer, and what waits for it. Owned by the loop. */
final class PeerChannel {
  private final PeerId peer;
  private final Mailbox mailbox;
  private final ShellTallies tallies;
  private final SendQueue queue = new SendQueue();
  private GossipVersion version;
  private long underWayBytes;
  private @Nullable PeerStream outbound;
  private @Nullable InboundReader inbound;
  private @Nullable Registration keep;
  private boolean opening;
  private boolean closed;
  private long pauseMillis = GossipLimits.FIRST_REOPEN_MILLIS;

  PeerChannel(PeerId peer, GossipVersion version, Mailbox mailbox, ShellTallies tallies) {
    this.peer = peer;
    this.version = version;
    this.mailbox = mailbox;
    this.tallies = tallies;
  }

  PeerId peer() {
    return peer;
  }

  GossipVersion version() {
    return version;
  }

  /** Returns whether a stream to the peer is to be opened, and notes that it is. */
  boolean beginOpening() {
    boolean begins = !closed && !opening && outbound == null;
    opening |= begins;
    return begins;
  }

  /** Takes the stream to the peer, unless it has gone meanwhile; true if its version is new. */
  boolean opened(PeerStream stream, GossipVersion spoken) {
    opening = false;
    if (closed) {
      stream.reset();
      return false;
    }
    outbound = stream;
    pauseMillis = GossipLimits.FIRST_REOPEN_MILLIS;
    boolean other = spoken != version;
    version = spoken;
    flush();
    return other;
  }

  /** Returns the pause in milliseconds before the next attempt to open: longer each time. */
  long pauseMillis() {
    opening = false;
    long pause = pauseMillis;
    pauseMillis = Math.min(GossipLimits.LAST_REOPEN_MILLIS, 2 * pause);
    return pause;
  }

  /** Drops what was meant for a stream that has ended; false if that is another one. */
  boolean lost(PeerStream stream) {
    if (closed || outbound != stream) {
      return false;
    }
    outbound = null;
    underWayBytes = 0;
    queue.clear();
    return true;
  }

  /** Takes a stream from the peer, in place of the one before. */
  void arrived(InboundReader reader) {
    InboundReader before = inbound;
    inbound = reader;
    if (before != null) {
      tallies.count(ShellTallies.Tally.STREAM_REPLACED);
      before.stream().reset();
    }
    reader.read();
  }

  boolean isCurrent(InboundReader reader) {
    return inbound == reader;
  }

  Optional<InboundReader> reader() {
    return Optional.ofNullable(inbound);
  }

  void queueControl(List<byte[]> rpcs) {
    for (byte[] rpc : rpcs) {
      if (!queue.addControl(rpc)) {
        tallies.count(ShellTallies.Tally.CONTROL_DROPPED);
      }
    }
  }

  void queueMessage(Message message, long nowMillis) {
    if (!queue.addMessage(message.rpc(), nowMillis)) {
      tallies.count(ShellTallies.Tally.MESSAGE_DROPPED);
    }
  }

  boolean hasRoom(int bytes) {
    return queue.hasRoom(bytes);
  }

  void expire(long nowMillis) {
    tallies.count(ShellTallies.Tally.MESSAGE_TOO_OLD, queue.expire(nowMillis));
  }

  /** Sends what waits, as far as the stream takes it. */
  void flush() {
    PeerStream stream = outbound;
    while (stream != null && underWayBytes < GossipLimits.MAX_UNDER_WAY_BYTES) {
      Optional<byte[]> rpc = queue.next();
      if (rpc.isEmpty()) {
        return;
      }
      send(stream, rpc.get());
    }
  }

  private void send(PeerStream stream, byte[] rpc) {
    underWayBytes += rpc.length;
    tallies.count(ShellTallies.Tally.RPC_SENT);
    tallies.count(ShellTallies.Tally.BYTES_SENT, rpc.length);
    var unused =
        stream
            .send(rpc)
            .whenComplete((done, fault) -> mailbox.post(() -> sent(stream, rpc.length)));
  }

  private void sent(PeerStream stream, int bytes) {
    if (outbound == stream) {
      underWayBytes -= bytes;
      flush();
    }
  }

  /** Notes that the connection is, or is no more, to be kept. */
  void keep(@Nullable Registration registration) {
    Registration before = keep;
    keep = registration;
    if (before != null) {
      before.close();
    }
  }

  void close() {
    closed = true;
    keep(null);
    queue.clear();
    PeerStream out = outbound;
    if (out != null) {
      outbound = null;
      out.reset();
    }
    reader().ifPresent(reader -> reader.stream().reset());
  }
}
