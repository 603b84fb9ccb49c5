package network.clawnet.p2p.host;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.peer.HostKey;

/** Hosts on loopback that end with the test. */
final class TestHosts implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 20;

  private final List<Host> hosts = new ArrayList<>();
  private final List<PeerToPeer> whole = new ArrayList<>();
  private final List<Throwable> bugs = new ArrayList<>();
  final List<String> notices = new ArrayList<>();

  static Multiaddr address(String text) {
    try {
      return Multiaddr.parse(text);
    } catch (DecodeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Entropy entropy() {
    return new SecureRandom()::nextBytes;
  }

  static HostKey key() {
    byte[] seed = new byte[32];
    new SecureRandom().nextBytes(seed);
    return new HostKey(SigningKey.of(seed));
  }

  static HostSettings settings() {
    return HostSettings.of(key(), List.of(address("/ip4/127.0.0.1/tcp/0")), "test/1");
  }

  Host start() {
    return start(settings());
  }

  Host start(HostSettings settings) {
    try {
      Host host = TcpHost.start(settings, entropy(), InstantSource.system(), log());
      hosts.add(host);
      return host;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  PeerToPeer startAll(HostSettings settings) {
    try {
      PeerToPeer all =
          PeerToPeer.start(
              settings,
              new PeerToPeer.Company("test", false),
              entropy(),
              InstantSource.system(),
              log());
      whole.add(all);
      return all;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private HostLog log() {
    return new HostLog() {
      @Override
      public void bookMovedAside(Path where) {
        notices.add("moved " + where);
      }

      @Override
      public void bookNotWritten(IOException fault) {
        notices.add("not written " + fault);
      }

      @Override
      public void notListening(String address, String why) {
        notices.add("not listening " + address);
      }

      @Override
      public synchronized void bug(Throwable fault) {
        bugs.add(fault);
      }
    };
  }

  static void connect(Host from, Host to) {
    await(from.connect(to.self(), to.ownAddresses()));
    until("connected at both ends", () -> to.link(from.self()).isPresent());
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static Throwable fault(CompletionStage<?> stage) {
    try {
      stage.toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return Optional.ofNullable(e.getCause()).orElse(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
    return fail("did not fail");
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
    whole.forEach(PeerToPeer::close);
    hosts.forEach(Host::close);
    if (!bugs.isEmpty()) {
      throw new AssertionError("a host has a bug", bugs.get(0));
    }
  }
}
