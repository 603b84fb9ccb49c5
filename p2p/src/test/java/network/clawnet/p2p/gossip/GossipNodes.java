package network.clawnet.p2p.gossip;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.router.GossipParameters;
import network.clawnet.p2p.gossip.rpc.MessageAuthor;
import network.clawnet.p2p.host.Host;
import network.clawnet.p2p.host.HostSettings;
import network.clawnet.p2p.host.TcpHost;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.peer.HostKey;
import network.clawnet.p2p.testing.Awaiting;
import network.clawnet.p2p.testing.BugLog;

/** Hosts on loopback that speak gossip and end with the test. */
final class GossipNodes implements AutoCloseable {
  /** A host and its gossip. */
  record Node(Host host, GossipService gossip) {
    PeerId id() {
      return host.self();
    }
  }

  private final List<Node> nodes = new ArrayList<>();
  private final BugLog log = new BugLog();
  private final ExecutorService workers = Executors.newFixedThreadPool(2);

  Node start() {
    return start(GossipParameters.standard());
  }

  Node start(GossipParameters parameters) {
    HostKey key = key();
    Host host = host(key);
    GossipService gossip =
        new GossipService(
            host,
            host.newLoop("gossip"),
            workers,
            new GossipSettings(
                parameters,
                Optional.of(new MessageAuthor(key, System.currentTimeMillis() * 1_000_000)),
                new Random(1)));
    Node node = new Node(host, gossip);
    nodes.add(node);
    return node;
  }

  /** Starts a host that does not speak gossip by itself. */
  Host host(HostKey key) {
    try {
      HostSettings settings =
          HostSettings.of(key, List.of(Multiaddr.parse("/ip4/127.0.0.1/tcp/0")), "test/1");
      return TcpHost.start(settings, new SecureRandom()::nextBytes, InstantSource.system(), log);
    } catch (IOException | DecodeException e) {
      throw new AssertionError(e);
    }
  }

  static HostKey key() {
    byte[] seed = new byte[32];
    new SecureRandom().nextBytes(seed);
    return new HostKey(SigningKey.of(seed));
  }

  static void connect(Host from, Host to) {
    await(from.connect(to.self(), to.ownAddresses()));
  }

  static <T> T await(CompletionStage<T> stage) {
    return Awaiting.get(stage);
  }

  static void until(String what, BooleanSupplier condition) {
    Awaiting.until(what, condition);
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.gossip().close());
    nodes.forEach(node -> node.host().close());
    workers.shutdownNow();
    log.requireNone();
  }
}
