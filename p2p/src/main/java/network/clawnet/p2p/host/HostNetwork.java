package network.clawnet.p2p.host;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Ban;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.NetworkException;
import network.clawnet.core.port.PeerControl;
import network.clawnet.core.port.PeerEvents;
import network.clawnet.core.port.PeerFinder;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.PeerView;
import network.clawnet.core.port.Registration;
import network.clawnet.core.port.StreamHandler;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicHandler;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.p2p.guard.ConnectionTable;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.reach.DnsAddresses;
import network.clawnet.p2p.transport.Connection;

/** A host as the node sees it, with gossip and the hash table in their places. Any thread. */
public final class HostNetwork implements Network, PeerControl {
  private final Host host;
  private final Topics topics;
  private final Optional<PeerFinder> finder;
  private final InstantSource clock;
  private final AtomicLong callers = new AtomicLong();

  /** What gossip does for the network. */
  public interface Topics {
    /** Joins a topic; see {@link Network#join}. */
    Topic join(String topic, TopicTerms terms, TopicHandler handler);

    /** Returns how gossip thinks of a peer: 0 is neutral. */
    double score(PeerId peer);
  }

  /**
   * Creates the view of a running host.
   *
   * @param finder asked for peers of which no address is remembered; empty if there is none
   */
  public HostNetwork(Host host, Topics topics, Optional<PeerFinder> finder, InstantSource clock) {
    this.host = host;
    this.topics = topics;
    this.finder = finder;
    this.clock = clock;
  }

  @Override
  public PeerId self() {
    return host.self();
  }

  @Override
  public List<String> addresses() {
    return host.ownAddresses().stream().map(it -> it.withPeer(self()).text()).toList();
  }

  @Override
  public CompletionStage<PeerId> connect(String address) {
    try {
      Multiaddr parsed = Multiaddr.parse(address);
      if (!canBeDialled(parsed)) {
        throw new DecodeException("not a host and a TCP port: " + address);
      }
      Optional<PeerId> peer = parsed.peerId();
      return peer.isPresent() ? host.dial(peer.get(), List.of(parsed), true) : host.dial(parsed);
    } catch (DecodeException e) {
      return CompletableFuture.failedFuture(
          new NetworkException(NetworkException.Reason.ADDRESS, String.valueOf(e.getMessage())));
    }
  }

  @Override
  public CompletionStage<PeerId> connect(PeerId peer) {
    return host.dial(peer, List.of(), true)
        .handle(
            (found, fault) -> {
              if (fault == null) {
                return CompletableFuture.completedFuture(found);
              }
              NetworkException cause = NetworkFaults.of(fault);
              return cause.reason() == NetworkException.Reason.UNREACHABLE && finder.isPresent()
                  ? search(finder.get(), peer)
                  : CompletableFuture.<PeerId>failedFuture(cause);
            })
        .thenCompose(it -> it);
  }

  private CompletableFuture<PeerId> search(PeerFinder others, PeerId peer) {
    return others
        .find(peer)
        .thenCompose(told -> host.dial(peer, parsed(told), true))
        .toCompletableFuture();
  }

  private static List<Multiaddr> parsed(List<String> texts) {
    return texts.stream().flatMap(text -> parsed(text).stream()).toList();
  }

  private static Optional<Multiaddr> parsed(String text) {
    try {
      return Optional.of(Multiaddr.parse(text));
    } catch (DecodeException e) {
      return Optional.empty(); // others may tell what this node cannot read
    }
  }

  @Override
  public void disconnect(PeerId peer) {
    host.disconnect(peer);
  }

  @Override
  public CompletionStage<PeerStream> open(PeerId peer, List<String> protocols, StreamTerms terms) {
    return host.open(peer, protocols, terms);
  }

  @Override
  public Registration handle(String protocol, StreamTerms terms, StreamHandler handler) {
    return host.handle(protocol, terms, handler);
  }

  @Override
  public Topic join(String topic, TopicTerms terms, TopicHandler handler) {
    Names.check(topic);
    return topics.join(topic, terms, handler);
  }

  @Override
  public List<PeerView> peers() {
    return host.gate().peers().stream().flatMap(peer -> view(peer).stream()).toList();
  }

  private Optional<PeerView> view(PeerId peer) {
    List<ConnectionTable.Held<Connection>> held = host.gate().of(peer);
    if (held.isEmpty()) {
      return Optional.empty(); // gone meanwhile
    }
    Known known = host.gate().known(peer);
    long age = host.loop().nowMillis() - held.get(0).sinceMillis();
    return Optional.of(
        new PeerView(
            peer,
            held.stream().map(it -> it.connection().remote().text()).toList(),
            known.agent(),
            known.protocols(),
            latency(held),
            topics.score(peer) - host.gate().points(peer),
            held.get(0).direction(),
            clock.instant().minusMillis(age),
            host.notebook().isKept(peer)));
  }

  private static Optional<Duration> latency(List<ConnectionTable.Held<Connection>> held) {
    return held.stream()
        .map(it -> it.connection().rttMicros())
        .filter(micros -> micros > 0)
        .min(Long::compare)
        .map(micros -> Duration.ofNanos(micros * 1_000));
  }

  @Override
  public Registration watch(PeerEvents events) {
    return host.watch(events);
  }

  @Override
  public void report(PeerId peer, Misbehaviour fault) {
    host.report(peer, fault);
  }

  @Override
  public Registration protect(PeerId peer) {
    return host.protect(peer, "caller-" + callers.incrementAndGet());
  }

  @Override
  public PeerId keep(String address) throws NetworkException {
    Multiaddr parsed;
    try {
      parsed = Multiaddr.parse(address);
    } catch (DecodeException e) {
      throw unusable(String.valueOf(e.getMessage()));
    }
    PeerId peer = parsed.peerId().orElseThrow(() -> unusable("the address must end in /p2p/ID"));
    if (peer.equals(self())) {
      throw unusable("that is this node itself");
    }
    if (!canBeDialled(parsed)) {
      throw unusable("expected /ip4|ip6|dns…/HOST/tcp/PORT/p2p/ID");
    }
    if (!host.notebook().keep(peer, parsed.withoutPeer())) {
      throw new NetworkException(
          NetworkException.Reason.OVERLOADED, MAX_KEPT + " peers are kept already");
    }
    host.gate().protect(peer, Keeping.WHY);
    var unused = host.dial(peer, List.of(parsed), true);
    return peer;
  }

  private static boolean canBeDialled(Multiaddr address) {
    return DnsAddresses.isNeeded(address)
        || address.tcpEndpoint().filter(it -> it.port() > 0).isPresent();
  }

  private static NetworkException unusable(String why) {
    return new NetworkException(NetworkException.Reason.ADDRESS, why);
  }

  @Override
  public boolean forget(PeerId peer) {
    boolean remembered = host.notebook().forget(peer);
    boolean known = remembered || host.gate().isConnected(peer);
    host.gate().unprotect(peer, Keeping.WHY);
    host.disconnect(peer);
    return known;
  }

  @Override
  public List<String> kept() {
    return host.notebook().keptAddresses().stream().map(Multiaddr::text).toList();
  }

  @Override
  public void ban(PeerId peer, Duration time, String why) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("a ban of no time");
    }
    host.notebook().ban(peer, time, why);
    host.gate().unprotect(peer, Keeping.WHY);
    host.disconnect(peer);
  }

  @Override
  public boolean unban(PeerId peer) {
    return host.notebook().unban(peer);
  }

  @Override
  public List<Ban> bans() {
    return host.notebook().bans();
  }
}
