package network.clawnet.p2p.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerFinder;
import network.clawnet.core.port.PeerView;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicHandler;
import network.clawnet.core.port.TopicTerms;
import network.clawnet.p2p.gossip.GossipService;
import network.clawnet.p2p.gossip.GossipSettings;
import network.clawnet.p2p.gossip.router.GossipParameters;
import network.clawnet.p2p.gossip.rpc.MessageAuthor;
import network.clawnet.p2p.host.Host;
import network.clawnet.p2p.host.HostNetwork;
import network.clawnet.p2p.host.HostSettings;
import network.clawnet.p2p.host.StrictLog;
import network.clawnet.p2p.host.TcpHost;
import network.clawnet.p2p.kad.KadService;
import network.clawnet.p2p.kad.KadSettings;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.peer.HostKey;

/** One node of ours on loopback; what it calls a bug of its own fails the test when it closes. */
final class OurNode implements AutoCloseable {
  /** What we call ourselves. */
  static final String AGENT = "clawnet-interop/1.0.0";

  /** The hash table's protocol. */
  static final String KAD = "/interop/kad/1.0.0";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int WORKERS = 2;

  private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
  private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
  private final Host host;
  private final GossipService gossip;
  private final KadService kad;
  private final Network network;

  private OurNode() throws IOException {
    HostKey key = key();
    InstantSource clock = InstantSource.system();
    host =
        TcpHost.start(
            settings(key), new SecureRandom()::nextBytes, clock, new StrictLog(bugs::add));
    gossip = new GossipService(host, host.newLoop("gossip"), workers, gossipSettings(key, clock));
    kad = new KadService(host, host.newLoop("kad"), KadSettings.of(KAD, new SecureRandom(), clock));
    network = new HostNetwork(host, new Topics(gossip), Optional.of(kad), clock);
  }

  /** Starts a node that listens on a free port. */
  static OurNode start() {
    try {
      return new OurNode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HostKey key() {
    byte[] seed = new byte[32];
    new SecureRandom().nextBytes(seed);
    return new HostKey(SigningKey.of(seed));
  }

  private static GossipSettings gossipSettings(HostKey key, InstantSource clock) {
    long firstNumber = clock.millis() * 1_000_000;
    return new GossipSettings(
        GossipParameters.standard(),
        Optional.of(new MessageAuthor(key, firstNumber)),
        new SecureRandom());
  }

  private static HostSettings settings(HostKey key) {
    try {
      Multiaddr loopback = Multiaddr.parse("/ip4/127.0.0.1/tcp/0");
      return HostSettings.of(key, List.of(loopback), AGENT);
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the node as others see it. */
  Network network() {
    return network;
  }

  /** Returns who it is. */
  PeerId id() {
    return network.self();
  }

  /** Returns where it listens, with its id at the end. */
  String address() {
    return network.addresses().get(0);
  }

  /** Returns its hash table. */
  PeerFinder finder() {
    return kad;
  }

  /** Joins a topic. */
  OurTopic join(String name, Signing signing) {
    return new OurTopic(
        (terms, handler) ->
            signing == Signing.NONE
                ? network.join(name, terms, handler)
                : gossip.joinSigned(name, terms, handler));
  }

  /** Connects the two, dialled by either side. */
  void connect(ForeignPeer peer, Side side) {
    if (side == Side.OURS) {
      Waiting.get(network.connect(peer.address()), "dial " + peer.implementation(), PATIENCE);
    } else {
      peer.call(PATIENCE, "dial", Json.object().put("addr", address()));
    }
  }

  /** Waits until what we know of a connected peer is as wanted, and returns it. */
  PeerView view(ForeignPeer peer, Predicate<PeerView> wanted) {
    Waiting.until(
        "to know " + peer.implementation(),
        PATIENCE,
        () -> find(peer).filter(wanted).isPresent(),
        () -> find(peer).toString());
    return find(peer).orElseThrow();
  }

  private Optional<PeerView> find(ForeignPeer peer) {
    return network.peers().stream().filter(view -> view.id().equals(peer.id())).findFirst();
  }

  @Override
  public void close() {
    kad.close();
    gossip.close();
    host.close();
    workers.shutdownNow();
    if (!bugs.isEmpty()) {
      AssertionError error = new AssertionError("our node met bugs of its own");
      bugs.forEach(error::addSuppressed);
      throw error;
    }
  }

  /** Gossip as the network wants it. */
  private record Topics(GossipService gossip) implements HostNetwork.Topics {
    @Override
    public Topic join(String topic, TopicTerms terms, TopicHandler handler) {
      return gossip.join(topic, terms, handler);
    }

    @Override
    public double score(PeerId peer) {
      return gossip.score(peer);
    }
  }
}
