package network.clawnet.p2p.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.core.port.TopicMessage;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.p2p.gossip.GossipService;
import network.clawnet.p2p.gossip.GossipSettings;
import network.clawnet.p2p.gossip.router.GossipParameters;
import network.clawnet.p2p.host.Host;
import network.clawnet.p2p.host.HostLog;
import network.clawnet.p2p.host.HostSettings;
import network.clawnet.p2p.host.StrictLog;
import network.clawnet.p2p.host.TcpHost;
import network.clawnet.p2p.kad.KadService;
import network.clawnet.p2p.kad.KadSettings;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.peer.HostKey;
import network.clawnet.p2p.testing.Awaiting;
import network.clawnet.p2p.transport.ConnectionGate;
import network.clawnet.p2p.transport.TransportSettings;
import network.clawnet.p2p.transport.tcp.TcpTransport;

/**
 * A victim and two honest nodes, left and right, which are connected to the victim and not to each
 * other. All have the usual limits; what any of them calls a bug of its own fails the test.
 */
final class Scene implements AutoCloseable {
  static final String TOPIC = "/attack/1";
  static final String ECHO = "/attack/echo/1";
  static final String KAD = "/attack/kad/1.0.0";
  static final TopicTerms TOPIC_TERMS = new TopicTerms(1 << 16, 4096, Duration.ofSeconds(10));
  static final StreamTerms STREAM_TERMS =
      new StreamTerms(1 << 20, 2 << 20, 4, 256, Duration.ofSeconds(60));

  /** A host and what it speaks. */
  record Node(Host host, GossipService gossip, KadService kad) {
    /** Returns where it listens. */
    Multiaddr address() {
      return host.ownAddresses().get(0);
    }
  }

  private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
  private final HostLog log = new StrictLog(bugs::add);
  private final List<Node> nodes = new ArrayList<>();
  private final List<Host> strangers = new ArrayList<>();
  final Node victim;
  final Node left;
  final Node right;

  Scene() {
    this(gate -> gate);
  }

  /**
   * Prepares everything; returns once the honest nodes are connected to the victim.
   *
   * @param disguise stands between the victim's sockets and its gate
   */
  Scene(UnaryOperator<ConnectionGate> disguise) {
    victim = node(disguised(disguise));
    left = node();
    right = node();
    victim.host.handle(ECHO, STREAM_TERMS, Scene::echo);
    victim.gossip.join(TOPIC, TOPIC_TERMS, Scene::judge);
    connect(left.host, victim.host);
    connect(right.host, victim.host);
  }

  /** Accepts everything but what begins with "bad". */
  private static CompletionStage<Judgement> judge(TopicMessage message) {
    boolean bad = new String(message.bytes(), StandardCharsets.UTF_8).startsWith("bad");
    return CompletableFuture.completedFuture(bad ? Judgement.REJECT : Judgement.ACCEPT);
  }

  private static void echo(PeerStream stream) {
    var unused =
        stream
            .receive()
            .thenCompose(message -> stream.send(message.orElseThrow()))
            .thenAccept(sent -> echo(stream));
  }

  /** Starts an honest node that is connected to nobody. */
  Node node() {
    return node(start(settings()));
  }

  private Node node(Host host) {
    GossipSettings gossip =
        new GossipSettings(GossipParameters.standard(), Optional.empty(), new SecureRandom());
    KadSettings kad = KadSettings.of(KAD, new SecureRandom(), InstantSource.system());
    Node node =
        new Node(
            host,
            new GossipService(host, host.newLoop("gossip"), Runnable::run, gossip),
            new KadService(host, host.newLoop("kad"), kad));
    nodes.add(node);
    return node;
  }

  /** Starts a host that speaks nothing yet and is connected to nobody. */
  Host stranger() {
    Host host = start(settings());
    strangers.add(host);
    return host;
  }

  /** Starts a stranger that is connected to the victim. */
  Host intruder() {
    Host host = stranger();
    connect(host, victim.host);
    return host;
  }

  /** Connects one host to another. */
  static void connect(Host from, Host to) {
    Awaiting.get(from.connect(to.self(), to.ownAddresses()));
    Awaiting.until("connected at both ends", () -> to.link(from.self()).isPresent());
  }

  private Host start(HostSettings settings) {
    try {
      return TcpHost.start(settings, entropy(), InstantSource.system(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Host disguised(UnaryOperator<ConnectionGate> disguise) {
    HostSettings settings = settings();
    TransportSettings transport = TcpHost.transport(settings, entropy());
    try {
      return Host.start(
          settings,
          (gate, protocols) -> new TcpTransport(transport, disguise.apply(gate), protocols),
          InstantSource.system(),
          log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entropy entropy() {
    return new SecureRandom()::nextBytes;
  }

  private static HostSettings settings() {
    try {
      byte[] seed = new byte[SigningKey.BYTES];
      new SecureRandom().nextBytes(seed);
      Multiaddr loopback = Multiaddr.parse("/ip4/127.0.0.1/tcp/0");
      return HostSettings.of(new HostKey(SigningKey.of(seed)), List.of(loopback), "attack/1");
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns how often the victim has counted something. */
  long counted(String what) {
    return victim.host.counters().getOrDefault(what, 0L);
  }

  /** Ends a stranger before the scene does. */
  void dismiss(Host stranger) {
    strangers.remove(stranger);
    stranger.close();
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.kad.close());
    nodes.forEach(node -> node.gossip.close());
    strangers.forEach(Host::close);
    nodes.forEach(node -> node.host.close());
    assertThat(bugs).isEmpty();
  }
}
