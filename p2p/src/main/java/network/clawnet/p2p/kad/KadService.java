package network.clawnet.p2p.kad;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.NetworkException;
import network.clawnet.core.port.PeerFinder;
import network.clawnet.core.port.Registration;
import network.clawnet.p2p.kad.machine.KadCommand;
import network.clawnet.p2p.kad.machine.KadOutcome;
import network.clawnet.p2p.kad.message.KadCodec;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.service.Loop;
import network.clawnet.p2p.service.ProtocolHost;

/**
 * The DHT for a host. Joins by itself: every peer that identifies itself as one of this DHT is
 * checked and enters the table. Methods may be called from any thread and never block.
 */
public final class KadService implements PeerFinder, AutoCloseable {
  private static final int MAX_PROVIDERS = 100;

  private final ProtocolHost host;
  private final Loop loop;
  private final KadShell shell;
  private final KadCounters counters = new KadCounters();
  private final List<Registration> registrations = new ArrayList<>();
  private volatile boolean closed;

  /**
   * Begins to speak the protocol with all peers of the host.
   *
   * @param loop owns the machine; shared with nothing that takes long
   */
  public KadService(ProtocolHost host, Loop loop, KadSettings settings) {
    this.host = host;
    this.loop = loop;
    shell = new KadShell(host, loop, settings, counters);
    if (settings.config().serves()) {
      registrations.add(host.handle(settings.protocol(), KadLimits.TERMS, shell::onStream));
    }
    registrations.add(host.watch(shell));
    tickLater();
  }

  private void tickLater() {
    var unused =
        loop.after(
            KadLimits.TICK_MILLIS,
            () -> {
              if (!closed) {
                tickLater();
                shell.tick();
              }
            });
  }

  /** Also connects to the peer, since that is the only proof of an address. */
  @Override
  public CompletionStage<List<String>> find(PeerId peer) {
    if (host.link(peer).isPresent() && !host.addressesOf(peer).isEmpty()) {
      return CompletableFuture.completedFuture(texts(peer, host.addressesOf(peer)));
    }
    return run(
        new KadCommand.FindPeer(peer),
        outcome ->
            outcome instanceof KadOutcome.Peers it && !it.peers().isEmpty()
                ? texts(peer, it.peers().get(0).addrs())
                : List.of());
  }

  private static List<String> texts(PeerId peer, List<Multiaddr> addrs) {
    return addrs.stream().map(addr -> addr.withPeer(peer).text()).toList();
  }

  @Override
  public CompletionStage<Integer> provide(byte[] key) {
    checkContentKey(key);
    return run(new KadCommand.Provide(key.clone()), KadService::stored);
  }

  private static int stored(KadOutcome outcome) {
    return outcome instanceof KadOutcome.Stored it ? it.peers() : 0;
  }

  @Override
  public void withdraw(byte[] key) {
    checkContentKey(key);
    var unused = run(new KadCommand.StopProviding(key.clone()), KadService::stored);
  }

  @Override
  public CompletionStage<Set<PeerId>> providers(byte[] key, int limit) {
    checkContentKey(key);
    if (limit < 1 || limit > MAX_PROVIDERS) {
      throw new IllegalArgumentException("1 to 100 providers, not " + limit);
    }
    return run(
        new KadCommand.FindProviders(key.clone(), limit),
        outcome -> {
          Set<PeerId> ids = new LinkedHashSet<>();
          if (outcome instanceof KadOutcome.Peers it) {
            it.peers().forEach(peer -> ids.add(peer.id()));
          }
          return ids;
        });
  }

  private static void checkContentKey(byte[] key) {
    if (key.length < 1 || key.length > MAX_KEY_BYTES) {
      throw new IllegalArgumentException("a key has 1 to 80 bytes, not " + key.length);
    }
  }

  /**
   * Stores a value with the peers closest to its key, and again every 22 hours; completes with the
   * number of peers that took it, 0 if its validator refuses it.
   */
  public CompletionStage<Integer> put(byte[] key, byte[] value) {
    if (key.length > KadCodec.MAX_KEY_BYTES || value.length > KadCodec.MAX_VALUE_BYTES) {
      throw new IllegalArgumentException("key or value too long");
    }
    return run(new KadCommand.PutValue(key.clone(), value.clone()), KadService::stored);
  }

  /**
   * Finds the best value of a key; empty if there is none.
   *
   * @param quorum values after which it looks no further; 0 asks all peers closest to the key
   */
  public CompletionStage<Optional<byte[]>> get(byte[] key, int quorum) {
    if (key.length < 1 || key.length > KadCodec.MAX_KEY_BYTES) {
      throw new IllegalArgumentException("a key has 1 to 1024 bytes, not " + key.length);
    }
    return run(
        new KadCommand.GetValue(key.clone(), quorum),
        outcome ->
            outcome instanceof KadOutcome.Value it
                ? Optional.of(it.value())
                : Optional.<byte[]>empty());
  }

  /** Returns the peers closest to a key, closest first: at most k and the ends of the paths. */
  public CompletionStage<List<KadPeer>> closest(byte[] key) {
    return run(
        new KadCommand.FindClosest(key.clone()),
        outcome -> outcome instanceof KadOutcome.Peers it ? it.peers() : List.of());
  }

  private <T> CompletionStage<T> run(KadCommand command, Function<KadOutcome, T> reading) {
    if (closed) {
      return CompletableFuture.failedFuture(stopping());
    }
    CompletableFuture<T> promise = new CompletableFuture<>();
    loop.execute(
        () ->
            shell.begin(
                command,
                outcome -> {
                  if (closed) {
                    promise.completeExceptionally(stopping());
                  } else {
                    promise.complete(reading.apply(outcome));
                  }
                }));
    return promise;
  }

  private static NetworkException stopping() {
    return new NetworkException(NetworkException.Reason.CLOSED, "the node is stopping");
  }

  /** Returns what was counted. */
  public KadCounters counters() {
    return counters;
  }

  /** Stops speaking the protocol; open commands fail. */
  @Override
  public void close() {
    closed = true;
    registrations.forEach(Registration::close);
    loop.execute(shell::close);
  }
}
