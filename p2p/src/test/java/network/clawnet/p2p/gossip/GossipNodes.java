package network.clawnet.p2p.gossip;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.router.GossipParameters;
import network.clawnet.p2p.gossip.rpc.MessageAuthor;
import network.clawnet.p2p.host.Host;
import network.clawnet.p2p.host.HostSettings;
import network.clawnet.p2p.host.StrictLog;
import network.clawnet.p2p.host.TcpHost;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.peer.HostKey;

/** Hosts on loopback that speak gossip and end with the test. */
final class GossipNodes implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 30;

  /** A host and its gossip. */
  record Node(Host host, GossipService gossip) {
    PeerId id() {
      return host.self();
    }
  }

  private final List<Node> nodes = new ArrayList<>();
  private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
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
      return TcpHost.start(
          settings,
          new SecureRandom()::nextBytes,
          InstantSource.system(),
          new StrictLog(bugs::add));
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
    try {
      return stage.toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("did not happen in time: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.gossip().close());
    nodes.forEach(node -> node.host().close());
    workers.shutdownNow();
    if (!bugs.isEmpty()) {
      throw new AssertionError("a node has a bug", bugs.peek());
    }
  }
}
