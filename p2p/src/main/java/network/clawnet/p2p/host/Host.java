package network.clawnet.p2p.host;

import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.NetworkException;
import network.clawnet.core.port.PeerEvents;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.Registration;
import network.clawnet.core.port.StreamHandler;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.p2p.book.Source;
import network.clawnet.p2p.guard.ConnectionTable;
import network.clawnet.p2p.identify.Identify;
import network.clawnet.p2p.identify.IdentifyLimits;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.ping.Ping;
import network.clawnet.p2p.reach.AddressLookups;
import network.clawnet.p2p.reach.DnsAddresses;
import network.clawnet.p2p.reach.SystemDns;
import network.clawnet.p2p.service.Loop;
import network.clawnet.p2p.service.PeerLink;
import network.clawnet.p2p.service.ProtocolHost;
import network.clawnet.p2p.service.ThreadLoop;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.ConnectionGate;
import network.clawnet.p2p.transport.Listener;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.ProtocolTable;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.Transport;

/**
 * A libp2p host: connections by one transport, identify, ping, and whatever protocols are added.
 * Methods may be called from any thread; only {@link #start} and {@link #close} block.
 */
public final class Host implements ProtocolHost, AutoCloseable {
  private final HostSettings settings;
  private final HostLog log;
  private final ThreadLoop loop;
  private final ThreadLoop names;
  private final Notebook notebook;
  private final Watchers watchers;
  private final Gate gate;
  private final Protocols protocols;
  private final Portrait portrait;
  private final Connections connections;
  private final Transport transport;
  private final Dialing dialing;
  private final HostUpkeep upkeep;
  private final List<ThreadLoop> loops = new CopyOnWriteArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();

  /** Makes the transport of a host. */
  @FunctionalInterface
  public interface TransportFactory {
    /** Starts a transport that asks and serves these two. */
    Transport create(ConnectionGate gate, ProtocolTable protocols);
  }

  private Host(HostSettings settings, TransportFactory factory, InstantSource clock, HostLog log)
      throws IOException {
    this.settings = settings;
    this.log = log;
    notebook = Notebook.open(settings, clock, log);
    loop = new ThreadLoop("p2p-host", log::bug);
    ThreadLoop disk = new ThreadLoop("p2p-book", log::bug);
    watchers = new Watchers(loop);
    gate = new Gate(settings.bounds(), loop::nowMillis, watchers);
    protocols = new Protocols(gate);
    portrait = new Portrait(settings, protocols::names, clock);
    connections =
        new Connections(gate, notebook, log, loop::nowMillis, portrait, this::onConnected);
    transport = factory.create(connections, protocols);
    names = new ThreadLoop("p2p-dns", log::bug);
    AddressLookups lookups = new AddressLookups(names, new DnsAddresses(new SystemDns()));
    dialing = new Dialing(loop, transport, lookups, connections::take);
    upkeep = new HostUpkeep(loop, disk, portrait, connections, notebook, log);
  }

  /**
   * Starts a host: reads its book, listens, and looks for peers. An address that cannot be listened
   * on is told to the log; the host runs without it.
   *
   * @param clock tells the time of day, for the book
   * @throws IOException if the book's disk fails
   */
  public static Host start(
      HostSettings settings, TransportFactory factory, InstantSource clock, HostLog log)
      throws IOException {
    Host host = new Host(settings, factory, clock, log);
    Identify identify = host.connections.identify();
    host.protocols.add(Identify.PROTOCOL, IdentifyLimits.TERMS, identify::answer);
    host.protocols.add(Identify.PUSH_PROTOCOL, IdentifyLimits.TERMS, identify::hear);
    host.protocols.add(Ping.PROTOCOL, Ping.TERMS, Ping::answer);
    host.listen();
    host.protocols.onChange(host.upkeep::pushSoon);
    host.notebook.kept().forEach(peer -> host.gate.protect(peer, Keeping.WHY));
    host.upkeep.start(new Keeping(settings, host.gate, host.notebook, host.dialing));
    return host;
  }

  private void listen() {
    for (Multiaddr address : settings.listen()) {
      try {
        listeners.add(
            transport
                .listen(address)
                .toCompletableFuture()
                .get(HostLimits.LISTEN.toMillis(), TimeUnit.MILLISECONDS));
      } catch (ExecutionException | TimeoutException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        log.notListening(address.text(), String.valueOf(cause.getMessage()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    portrait.listening(listeners.stream().map(Listener::address).toList());
  }

  private void onConnected(PeerId peer) {
    dialing.connected(peer);
  }

  /** Returns a new thread for a protocol; it ends with the host. */
  public Loop newLoop(String name) {
    ThreadLoop made = new ThreadLoop(name, log::bug);
    loops.add(made);
    return made;
  }

  /** Returns the host's own loop, on which {@link PeerEvents} come. */
  public Loop loop() {
    return loop;
  }

  @Override
  public PeerId self() {
    return settings.key().peerId();
  }

  /** Returns the addresses listened on, with the ports that were taken. */
  public List<Multiaddr> listening() {
    return listeners.stream().map(Listener::address).toList();
  }

  @Override
  public List<Multiaddr> ownAddresses() {
    return portrait.addresses();
  }

  @Override
  public CompletionStage<PeerStream> open(PeerId peer, List<String> wanted, StreamTerms terms) {
    MessageStream stream = new MessageStream(terms, opened -> {}, this::violated);
    return openBytes(peer, wanted, stream).thenApply(opened -> stream);
  }

  @Override
  public CompletionStage<MuxedStream> openBytes(
      PeerId peer, List<String> wanted, StreamListener listener) {
    return protocols.open(peer, wanted, listener);
  }

  private void violated(PeerId peer) {
    report(peer, new Misbehaviour("malformed-message", 20));
  }

  @Override
  public Registration handle(String protocol, StreamTerms terms, StreamHandler handler) {
    return protocols.add(
        protocol, terms, () -> new MessageStream(terms, handler::onStream, this::violated));
  }

  @Override
  public Registration handleBytes(
      String protocol, StreamTerms terms, Supplier<StreamListener> factory) {
    return protocols.add(protocol, terms, factory);
  }

  @Override
  public Registration watch(PeerEvents events) {
    return watchers.add(events);
  }

  @Override
  public CompletionStage<PeerId> connect(PeerId peer, List<Multiaddr> hints) {
    return dial(peer, hints, false);
  }

  /**
   * Connects to a peer at addresses given and remembered.
   *
   * @param insist whether to try addresses that failed a moment ago too
   */
  CompletionStage<PeerId> dial(PeerId peer, List<Multiaddr> hints, boolean insist) {
    if (peer.equals(self())) {
      return NetworkFaults.failed(NetworkException.Reason.ADDRESS, "that is this node itself");
    }
    if (gate.isConnected(peer)) {
      return CompletableFuture.completedFuture(peer);
    }
    if (notebook.isBanned(peer)) {
      return NetworkFaults.failed(NetworkException.Reason.BANNED, peer + " is banned");
    }
    List<Multiaddr> all = new ArrayList<>(hints);
    all.addAll(notebook.addresses(peer));
    return dialing.dial(Dialing.Goal.of(peer), all, insist);
  }

  /** Connects to whoever answers at an address. */
  CompletionStage<PeerId> dial(Multiaddr address) {
    return dialing.dial(Dialing.Goal.of(address), List.of(address), true);
  }

  @Override
  public Optional<PeerLink> link(PeerId peer) {
    return gate.of(peer).stream().findFirst().map(Host::link);
  }

  private static PeerLink link(ConnectionTable.Held<Connection> held) {
    Connection connection = held.connection();
    Optional<InetAddress> ip = Optional.ofNullable(connection.remoteSocket().getAddress());
    return new PeerLink(
        connection.peer(), connection.remote(), ip, held.direction(), held.sinceMillis());
  }

  @Override
  public List<PeerLink> links() {
    return gate.peers().stream().flatMap(peer -> link(peer).stream()).toList();
  }

  @Override
  public List<Multiaddr> addressesOf(PeerId peer) {
    return notebook.addresses(peer);
  }

  @Override
  public void hearsay(PeerId peer, List<Multiaddr> addresses) {
    if (!peer.equals(self())) {
      notebook.add(peer, addresses.stream().map(Multiaddr::withoutPeer).toList(), Source.HEARSAY);
    }
  }

  @Override
  public Optional<byte[]> signedRecord(PeerId peer) {
    return notebook.record(peer);
  }

  @Override
  public boolean learnRecord(PeerId peer, byte[] envelope) {
    return !peer.equals(self())
        && notebook.learn(peer, envelope, UnaryOperator.identity()) == Notebook.Learned.NEWER;
  }

  @Override
  public void disconnect(PeerId peer) {
    connections.disconnect(peer);
  }

  @Override
  public void report(PeerId peer, Misbehaviour fault) {
    connections.report(peer, fault);
  }

  @Override
  public Registration protect(PeerId peer, String why) {
    gate.protect(peer, why);
    return () -> gate.unprotect(peer, why);
  }

  @Override
  public void tag(PeerId peer, String why, int worth) {
    gate.tag(peer, why, worth);
  }

  /**
   * Returns how often each kind of fault, of refusal, of failed handshake ({@code handshake.…}) and
   * of ended connection ({@code end.…}) has been counted since the start.
   */
  public Map<String, Long> counters() {
    return gate.counters();
  }

  Gate gate() {
    return gate;
  }

  Notebook notebook() {
    return notebook;
  }

  /** Says goodbye to all peers, writes the book and stops; waits for at most some seconds. */
  @Override
  public void close() {
    dialing.close();
    listeners.forEach(Listener::close);
    gate.connections().forEach(connection -> connection.close(Connections.NORMAL));
    transport.close();
    loops.forEach(ThreadLoop::close);
    loop.close();
    names.close();
    upkeep.close();
  }
}
