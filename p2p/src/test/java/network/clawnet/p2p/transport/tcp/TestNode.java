package network.clawnet.p2p.transport.tcp;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.mux.SharedBudget;
import network.clawnet.p2p.mux.YamuxLimits;
import network.clawnet.p2p.peer.HostKey;
import network.clawnet.p2p.security.NoiseIdentity;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.ConnectionGate;
import network.clawnet.p2p.transport.Direction;
import network.clawnet.p2p.transport.Listener;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.ProtocolTable;
import network.clawnet.p2p.transport.StreamListener;
import network.clawnet.p2p.transport.TransportException;
import network.clawnet.p2p.transport.TransportLimits;
import network.clawnet.p2p.transport.TransportSettings;

/** A transport on loopback with a table of protocols and a memory of what happened. */
final class TestNode implements ConnectionGate, ProtocolTable, AutoCloseable {
  static final long DEADLINE_SECONDS = 60;

  final SharedBudget memory = new SharedBudget(256L << 20);
  final List<Connection> connections = new CopyOnWriteArrayList<>();
  final List<TransportException.Reason> refusals = new CopyOnWriteArrayList<>();
  final List<Throwable> bugs = new CopyOnWriteArrayList<>();
  final Map<String, Function<MuxedStream, StreamListener>> protocols = new ConcurrentHashMap<>();
  final TcpTransport transport;
  final PeerId self;
  volatile Predicate<PeerId> wanted = peer -> true;

  TestNode() {
    this(TransportLimits.DEFAULT, YamuxLimits.DEFAULT, 1);
  }

  TestNode(TransportLimits limits, YamuxLimits mux, int threads) {
    SecureRandom random = new SecureRandom();
    Entropy entropy = random::nextBytes;
    HostKey key = new HostKey(SigningKey.of(entropy.bytes(32)));
    self = key.peerId();
    transport =
        new TcpTransport(
            new TransportSettings(
                self, NoiseIdentity.create(key, entropy), entropy, mux, memory, limits, threads),
            this,
            this);
  }

  Multiaddr listen() {
    Listener listener = await(transport.listen(address("/ip4/127.0.0.1/tcp/0")));
    return listener.address();
  }

  Connection dial(Multiaddr address, TestNode to) {
    return await(transport.dial(address, Optional.of(to.self)));
  }

  static Multiaddr address(String text) {
    try {
      return Multiaddr.parse(text);
    } catch (network.clawnet.core.codec.DecodeException e) {
      throw new AssertionError(e);
    }
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static TransportException.Reason failure(CompletionStage<?> stage) {
    try {
      Object value = stage.toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
      throw new AssertionError("no failure but " + value);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransportException fault) {
        return fault.reason();
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until something holds. */
  static void until(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never became true");
      }
      LockSupport.parkNanos(50_000);
    }
  }

  /** Waits like {@link #until}, but leaves the processor to others. */
  static void awaitQuietly(java.util.function.BooleanSupplier condition) {
    until(
        () -> {
          LockSupport.parkNanos(200_000);
          return condition.getAsBoolean();
        });
  }

  @Override
  public boolean admits(InetSocketAddress remote) {
    return true;
  }

  @Override
  public boolean admits(PeerId peer, InetSocketAddress remote, Direction direction) {
    return wanted.test(peer);
  }

  @Override
  public void connected(Connection connection) {
    connections.add(connection);
  }

  @Override
  public void refused(InetSocketAddress remote, TransportException.Reason reason) {
    refusals.add(reason);
  }

  @Override
  public void failed(Throwable bug) {
    bugs.add(bug);
  }

  @Override
  public boolean accepts(String protocol) {
    return protocols.containsKey(protocol);
  }

  @Override
  public Optional<StreamListener> take(MuxedStream stream) {
    return Optional.ofNullable(protocols.get(stream.protocol())).map(it -> it.apply(stream));
  }

  @Override
  public void close() {
    transport.close();
  }
}
