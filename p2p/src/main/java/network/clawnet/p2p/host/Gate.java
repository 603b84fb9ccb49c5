package network.clawnet.p2p.host;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.PeerView;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.p2p.guard.ConnectionTable;
import network.clawnet.p2p.guard.Entrance;
import network.clawnet.p2p.guard.Faults;
import network.clawnet.p2p.guard.Refusal;
import network.clawnet.p2p.guard.StreamCounts;
import network.clawnet.p2p.identify.Identity;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.Direction;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.TransportException;

/**
 * The guard's tables for all network threads, and what connected peers have said. Calls are short
 * and hold one lock; while they do, they only put tasks into the host's loop.
 */
final class Gate {
  private final LongSupplier nowMillis;
  private final Watchers watchers;
  private final Entrance entrance;
  private final ConnectionTable<Connection> table;
  private final StreamCounts streams;
  private final Faults faults = new Faults();
  private final Set<InetSocketAddress> handshakes = new HashSet<>();
  private final Map<Refusal, Long> refusals = new EnumMap<>(Refusal.class);
  private final SortedMap<String, Long> ends = new TreeMap<>();
  private final Map<PeerId, Known> known = new HashMap<>();

  Gate(HostSettings.Bounds bounds, LongSupplier nowMillis, Watchers watchers) {
    this.nowMillis = nowMillis;
    this.watchers = watchers;
    entrance = new Entrance(bounds.connections());
    table = new ConnectionTable<>(bounds.connections());
    streams = new StreamCounts(bounds.streams());
  }

  private boolean count(Optional<Refusal> refusal) {
    refusal.ifPresent(it -> refusals.merge(it, 1L, Long::sum));
    return refusal.isEmpty();
  }

  /** Lets a stranger's socket begin its handshake; {@link #settled} follows. */
  synchronized boolean enter(InetSocketAddress remote) {
    boolean in = count(entrance.enter(nowMillis.getAsLong(), remote.getAddress(), table.size()));
    if (in) {
      handshakes.add(remote);
    }
    return in;
  }

  /** Notes how a stranger's handshake ended; does nothing for a socket that was not let in. */
  synchronized void settled(InetSocketAddress remote, boolean connected) {
    if (handshakes.remove(remote)) {
      entrance.settled();
      if (!connected) {
        entrance.leave(remote.getAddress());
      }
    }
  }

  /** What became of a connection that was offered. */
  enum Offer {
    /** It is held now. */
    TAKEN,
    /** It was held before. */
    HELD,
    /** It is not held, for the peer has enough of them. */
    REFUSED
  }

  /** Offers a connection whose peer is proved, once or again. */
  synchronized Offer add(Connection connection) {
    PeerId peer = connection.peer();
    List<ConnectionTable.Held<Connection>> before = table.of(peer);
    if (before.stream().anyMatch(held -> held.connection() == connection)) {
      return Offer.HELD;
    }
    ConnectionTable.Held<Connection> held =
        new ConnectionTable.Held<>(
            connection, direction(connection.direction()), nowMillis.getAsLong());
    if (!count(table.add(peer, held))) {
      return Offer.REFUSED;
    }
    if (before.isEmpty()) {
      watchers.connected(peer); // within the lock: news must have the order of what happened
    }
    return Offer.TAKEN;
  }

  /** Takes out a connection that has ended. */
  synchronized void remove(Connection connection) {
    PeerId peer = connection.peer();
    if (table.remove(peer, connection)) {
      known.remove(peer);
      watchers.disconnected(peer);
    }
  }

  /** Notes what a connected peer says of itself. */
  synchronized void learn(PeerId peer, Identity said) {
    if (table.contains(peer)) {
      Known now = known(peer).with(said);
      known.put(peer, now);
      watchers.identified(peer, now.protocols());
    }
  }

  /** Returns what a connected peer has said of itself. */
  synchronized Known known(PeerId peer) {
    return known.getOrDefault(peer, Known.NOTHING);
  }

  /** Gives back the place of a stranger's connection. */
  synchronized void leave(InetAddress ip) {
    entrance.leave(ip);
  }

  /** Counts how something ended, such as a handshake, by a fixed word and the reason. */
  synchronized void count(String what, TransportException.Reason reason) {
    ends.merge(what + "." + word(reason), 1L, Long::sum);
  }

  synchronized void refuse(Refusal refusal) {
    count(Optional.of(refusal));
  }

  synchronized List<ConnectionTable.Held<Connection>> of(PeerId peer) {
    return table.of(peer);
  }

  synchronized boolean isConnected(PeerId peer) {
    return table.contains(peer);
  }

  synchronized List<PeerId> peers() {
    return new ArrayList<>(table.peers());
  }

  synchronized List<Connection> connections() {
    return table.peers().stream()
        .flatMap(peer -> table.of(peer).stream())
        .map(ConnectionTable.Held::connection)
        .toList();
  }

  synchronized int size() {
    return table.size();
  }

  synchronized List<Connection> trim() {
    return table.trim(nowMillis.getAsLong());
  }

  synchronized void protect(PeerId peer, String why) {
    table.protect(peer, why);
  }

  synchronized void unprotect(PeerId peer, String why) {
    table.unprotect(peer, why);
  }

  synchronized void tag(PeerId peer, String why, int worth) {
    table.tag(peer, why, worth);
  }

  /** Lets a stream of ours open; {@link #closeStream} follows. */
  synchronized boolean openStream(PeerId peer) {
    return count(streams.open(peer, PeerView.Direction.OUTBOUND));
  }

  synchronized void closeStream(PeerId peer) {
    streams.close(peer, PeerView.Direction.OUTBOUND);
  }

  /** Lets a peer's stream speak; {@link #endStream} follows. */
  synchronized boolean beginStream(MuxedStream stream, StreamTerms terms) {
    PeerId peer = stream.connection().peer();
    if (!count(streams.open(peer, PeerView.Direction.INBOUND))) {
      return false;
    }
    if (!count(streams.begin(peer, stream.protocol(), terms))) {
      streams.close(peer, PeerView.Direction.INBOUND);
      return false;
    }
    return true;
  }

  synchronized void endStream(PeerId peer, String protocol) {
    streams.end(peer, protocol);
    streams.close(peer, PeerView.Direction.INBOUND);
  }

  /** Counts a fault; true if the peer is to be cut off now. */
  synchronized boolean fault(PeerId peer, Misbehaviour fault) {
    return faults.add(nowMillis.getAsLong(), peer, fault);
  }

  synchronized int points(PeerId peer) {
    return faults.points(nowMillis.getAsLong(), peer);
  }

  /** Returns how often each fault, each refusal and each kind of end was counted. */
  synchronized Map<String, Long> counters() {
    Map<String, Long> out = new TreeMap<>(ends);
    faults.kinds().forEach((kind, count) -> out.put("fault." + kind, count));
    refusals.forEach((refusal, count) -> out.put("refusal." + word(refusal), count));
    return out;
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static PeerView.Direction direction(Direction direction) {
    return direction == Direction.INBOUND
        ? PeerView.Direction.INBOUND
        : PeerView.Direction.OUTBOUND;
  }
}
