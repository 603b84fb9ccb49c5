package network.clawnet.p2p.host;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.p2p.book.Source;
import network.clawnet.p2p.guard.Refusal;
import network.clawnet.p2p.identify.Identify;
import network.clawnet.p2p.identify.Identity;
import network.clawnet.p2p.identify.IdentityListener;
import network.clawnet.p2p.identify.PushPace;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.peer.IdentityKey;
import network.clawnet.p2p.reach.Addresses;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.ConnectionGate;
import network.clawnet.p2p.transport.Direction;
import network.clawnet.p2p.transport.TransportException;

/** Takes connections in and out, and believes of what their peers say what can be believed. */
final class Connections implements ConnectionGate, IdentityListener {
  /** Said in goodbye: nothing is wrong. */
  static final long NORMAL = 0;

  private final Gate gate;
  private final Notebook notebook;
  private final HostLog log;
  private final LongSupplier nowMillis;
  private final Identify identify;
  private final Portrait portrait;
  private final Consumer<PeerId> onConnected;
  private final Map<Connection, PushPace> pushes = new ConcurrentHashMap<>();

  /**
   * @param onConnected hears of every new connection
   */
  Connections(
      Gate gate,
      Notebook notebook,
      HostLog log,
      LongSupplier nowMillis,
      Portrait portrait,
      Consumer<PeerId> onConnected) {
    this.gate = gate;
    this.notebook = notebook;
    this.log = log;
    this.nowMillis = nowMillis;
    this.portrait = portrait;
    this.onConnected = onConnected;
    identify = new Identify(portrait::of, this);
  }

  Identify identify() {
    return identify;
  }

  @Override
  public boolean admits(InetSocketAddress remote) {
    return gate.enter(remote);
  }

  @Override
  public boolean admits(PeerId peer, InetSocketAddress remote, Direction direction) {
    boolean banned = notebook.isBanned(peer);
    if (banned) {
      gate.refuse(Refusal.BANNED);
    }
    return !banned;
  }

  @Override
  public void refused(InetSocketAddress remote, TransportException.Reason reason) {
    gate.settled(remote, false);
  }

  @Override
  public void failed(Throwable bug) {
    log.bug(bug);
  }

  @Override
  public void connected(Connection connection) {
    take(connection);
  }

  /**
   * Takes a connection in, if it was not yet; closes one that is not wanted.
   *
   * @return whether it is in
   */
  boolean take(Connection connection) {
    Gate.Offer offer = gate.add(connection);
    boolean inbound = connection.direction() == Direction.INBOUND;
    if (offer != Gate.Offer.HELD && inbound) {
      gate.settled(connection.remoteSocket(), true);
    }
    if (offer == Gate.Offer.TAKEN) {
      begin(connection);
    } else if (offer == Gate.Offer.REFUSED) {
      connection.close(NORMAL);
      if (inbound) {
        gate.leave(connection.remoteSocket().getAddress());
      }
    }
    return offer != Gate.Offer.REFUSED;
  }

  private void begin(Connection connection) {
    PeerId peer = connection.peer();
    pushes.put(connection, new PushPace(nowMillis.getAsLong()));
    connection.closed().thenAccept(reason -> end(connection));
    if (connection.direction() == Direction.OUTBOUND) {
      notebook.add(peer, List.of(connection.remote()), Source.PROVED);
    }
    onConnected.accept(peer);
    identify.ask(connection);
  }

  private void end(Connection connection) {
    pushes.remove(connection);
    gate.remove(connection);
    if (connection.direction() == Direction.INBOUND) {
      gate.leave(connection.remoteSocket().getAddress());
    }
  }

  @Override
  public void identified(Connection connection, Identity said, boolean pushed) {
    PeerId peer = connection.peer();
    if (said.publicKey().isPresent() && !proves(said.publicKey().get(), peer)) {
      report(peer, new Misbehaviour("identify-other-key", Misbehaviour.LIMIT));
      return;
    }
    Multiaddr remote = connection.remote();
    if (!said.addresses().isEmpty()) {
      notebook.told(peer, Addresses.believable(said.addresses(), remote));
    }
    said.signedRecord().ifPresent(it -> learn(peer, it, remote));
    said.observed().ifPresent(it -> portrait.observed(connection, it));
    gate.learn(peer, said);
  }

  private static boolean proves(byte[] key, PeerId peer) {
    try {
      return IdentityKey.decode(key).peerId().equals(peer);
    } catch (DecodeException e) {
      return false;
    }
  }

  /** A record that does not verify is ignored: rust-libp2p signs in a form of its own. */
  private void learn(PeerId peer, byte[] envelope, Multiaddr remote) {
    switch (notebook.learn(peer, envelope, it -> Addresses.believable(it, remote))) {
      case FOREIGN -> report(peer, new Misbehaviour("identify-foreign-record", 10));
      case UNVERIFIED -> gate.refuse(Refusal.RECORD_UNVERIFIED);
      case NEWER, OLD -> {} // remembered
    }
  }

  @Override
  public void unidentified(Connection connection, String why) {
    // a peer without identify can be talked to, only nobody knows what it speaks
  }

  @Override
  public boolean wantsPush(Connection connection) {
    PushPace pace = pushes.get(connection);
    boolean wanted = pace != null && pace.take(nowMillis.getAsLong());
    if (!wanted) {
      report(connection.peer(), new Misbehaviour("identify-push-flood", 5));
    }
    return wanted;
  }

  /** Tells all peers that know how to hear it what we are now. */
  void pushToAll() {
    for (Connection connection : gate.connections()) {
      if (gate.known(connection.peer()).speaks(Identify.PUSH_PROTOCOL)) {
        identify.push(connection);
      }
    }
  }

  /** Counts a fault, and cuts the peer off when it is one too many. */
  void report(PeerId peer, Misbehaviour fault) {
    if (gate.fault(peer, fault)) {
      notebook.ban(peer, HostLimits.FAULT_BAN, "misbehaved: " + fault.what());
      disconnect(peer);
    }
  }

  void disconnect(PeerId peer) {
    gate.of(peer).forEach(held -> held.connection().close(NORMAL));
  }

  void trim() {
    gate.trim().forEach(connection -> connection.close(NORMAL));
  }
}
