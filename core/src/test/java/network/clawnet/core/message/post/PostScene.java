package network.clawnet.core.message.post;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.Sha256;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.message.Letter;
import network.clawnet.core.port.PeerFinder;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.net.MemoryHost;
import network.clawnet.core.testing.net.MemoryNetwork;
import network.clawnet.core.testing.net.NetLane;

/** Nodes with post offices in virtual time, and the hash table through which they find DIDs. */
final class PostScene {
  static final Hash CHAIN = Hash.sha256(new byte[] {7});
  static final Hash DEAL = Hash.sha256(new byte[] {8});

  final MemoryNetwork net;
  final List<Throwable> faults = new ArrayList<>();
  private final Random random;
  private final Map<Hash, Set<PeerId>> table = new HashMap<>();

  PostScene(long seed) {
    net = new MemoryNetwork(seed);
    random = new Random(seed);
  }

  static SigningKey key(String name) {
    return SigningKey.of(Sha256.digest(name.getBytes(StandardCharsets.UTF_8)));
  }

  static Did did(String name) {
    return new Did(key(name).publicKey());
  }

  static Letter letter(String text) {
    return new Letter("text", text.getBytes(StandardCharsets.UTF_8));
  }

  Node node(String name) {
    return new Node(net.host(name));
  }

  void run(Duration time) {
    net.run(time);
    if (!faults.isEmpty()) {
      throw new AssertionError(faults.get(0));
    }
  }

  <T> T await(CompletableFuture<T> stage) {
    if (!net.runUntil(stage::isDone, Duration.ofMinutes(1))) {
      throw new AssertionError("not done in time");
    }
    try {
      return stage.join();
    } catch (CompletionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  /** One node; it can be stopped as by a power cut. */
  final class Node {
    final MemoryHost host;
    MemoryStore store = new MemoryStore();
    PostOffice office;
    Admission admission =
        (route, deal) -> deal.equals(DEAL) ? Admission.Answer.YES : Admission.Answer.NO;

    private Node(MemoryHost host) {
      this.host = host;
      this.office = open();
    }

    private PostOffice open() {
      PostParts parts =
          new PostParts(
              CHAIN,
              new PostParts.Peers(host, finder(host.self())),
              store,
              (route, deal) -> admission.ask(route, deal),
              new PostParts.Threads(new NetLane(net), net.clock(), random::nextBytes),
              faults::add);
      try {
        return PostOffice.open(parts);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    /** Loses whatever is not on disk. */
    void powerCut() {
      office.close();
      store = store.crash();
      net.isolate(host);
    }

    void start() {
      net.rejoin(host);
      office = open();
    }

    Node settle(String name) {
      await(office.settle(key(name)));
      return this;
    }

    String send(String from, String to, String text) {
      return await(office.send(key(from), did(to), DEAL, letter(text)));
    }

    Sending.State state(String id) {
      try {
        return office.status(id).orElseThrow().state();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    List<Received> inbox(String name) {
      try {
        return office.inbox(did(name), 0, Integer.MAX_VALUE);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    /** Returns what an inbox says, opened with its owner's key. */
    List<String> read(String name) {
      return inbox(name).stream()
          .map(it -> it.message().open(key(name)).orElseThrow())
          .map(it -> new String(it.body(), StandardCharsets.UTF_8))
          .toList();
    }
  }

  /** Lets a node say that it keeps a DID's messages. */
  void provide(Did did, PeerId peer) {
    table.computeIfAbsent(name(Presence.key(did)), it -> new LinkedHashSet<>()).add(peer);
  }

  private PeerFinder finder(PeerId self) {
    return new PeerFinder() {
      @Override
      public CompletionStage<List<String>> find(PeerId peer) {
        return CompletableFuture.completedFuture(List.of());
      }

      @Override
      public CompletionStage<Integer> provide(byte[] key) {
        table.computeIfAbsent(name(key), it -> new LinkedHashSet<>()).add(self);
        return CompletableFuture.completedFuture(1);
      }

      @Override
      public void withdraw(byte[] key) {
        table.getOrDefault(name(key), Set.of()).remove(self);
      }

      @Override
      public CompletionStage<Set<PeerId>> providers(byte[] key, int limit) {
        return CompletableFuture.completedFuture(
            new LinkedHashSet<>(table.getOrDefault(name(key), Set.of())));
      }
    };
  }

  private static Hash name(byte[] key) {
    return Hash.of(Arrays.copyOfRange(key, 2, key.length));
  }
}
