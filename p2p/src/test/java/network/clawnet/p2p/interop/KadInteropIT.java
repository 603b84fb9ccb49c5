package network.clawnet.p2p.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.PeerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hash table with the other implementations: pairs, and one ring of all four. */
@ExtendWith(MatrixExtension.class)
class KadInteropIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Nodes of each implementation in the ring. */
  private static final int EACH = 3;

  private final Matrix matrix;

  KadInteropIT(Matrix matrix) {
    this.matrix = matrix;
  }

  @ParameterizedTest
  @CsvSource({
    "JS,OURS",
    "JS,THEIRS",
    "GO,OURS",
    "GO,THEIRS",
    "RUST,OURS",
    "RUST,THEIRS",
  })
  void findsWhatIsProvidedNextDoor(Implementation implementation, Side side) {
    matrix.check(
        "7 kad: provide, find providers",
        side.between(implementation),
        () -> {
          try (ForeignPeer peer = ForeignPeer.start(implementation);
              OurNode ours = OurNode.start()) {
            ours.connect(peer, side);
            Node here = new OurEnd(ours);
            Node there = new TheirEnd(peer);
            awaitTables(List.of(there), 1);
            provideAndFind(here, there, "from ours");
            provideAndFind(there, here, "from theirs");
            return "";
          }
        });
  }

  @Test
  void findsAcrossAMixedRing() {
    matrix.check("8 kad: ring of " + 4 * EACH + " nodes, all four", "all", this::ring);
  }

  private String ring() {
    List<Node> nodes = new ArrayList<>();
    try {
      for (int i = 0; i < EACH; i++) {
        nodes.add(new OurEnd(OurNode.start()));
        for (Implementation implementation : Implementation.values()) {
          nodes.add(new TheirEnd(ForeignPeer.start(implementation)));
        }
      }
      for (int i = 0; i < nodes.size(); i++) {
        nodes.get(i).dial(nodes.get((i + 1) % nodes.size()).address());
      }
      awaitTables(nodes, 2);
      long start = System.nanoTime();
      for (int i = 0; i < nodes.size(); i++) {
        for (int far = 2; far <= nodes.size() / 2; far += 2) {
          Node from = nodes.get(i);
          Node to = nodes.get((i + far) % nodes.size());
          assertThat(from.find(to.id())).as(from + " finds " + to).isTrue();
        }
      }
      for (int i = 0; i < nodes.size(); i++) {
        Node opposite = nodes.get((i + nodes.size() / 2 + 1) % nodes.size());
        provideAndFind(nodes.get(i), opposite, "key " + i);
      }
      return (System.nanoTime() - start) / 1_000_000 + " ms";
    } finally {
      nodes.forEach(Node::close);
    }
  }

  private static void awaitTables(List<Node> nodes, int size) {
    Waiting.until(
        size + " contacts in every table",
        PATIENCE,
        () -> nodes.stream().allMatch(node -> node.contacts() >= size),
        () -> nodes.stream().map(node -> node + " " + node.contacts()).toList().toString());
  }

  private static void provideAndFind(Node provider, Node seeker, String key) {
    provider.provide(key);
    assertThat(seeker.providers(key))
        .as(seeker + " seeks what " + provider + " provides")
        .contains(provider.id());
  }

  /** One node of the ring, ours or another's. */
  private interface Node extends AutoCloseable {
    PeerId id();

    String address();

    void dial(String address);

    /** Returns how many contacts the routing table has. */
    long contacts();

    boolean find(PeerId peer);

    void provide(String key);

    Set<PeerId> providers(String key);

    @Override
    void close();
  }

  private record OurEnd(OurNode node) implements Node {
    @Override
    public PeerId id() {
      return node.id();
    }

    @Override
    public String address() {
      return node.address();
    }

    @Override
    public void dial(String address) {
      Waiting.get(node.network().connect(address), "dial", PATIENCE);
    }

    @Override
    public long contacts() {
      return node.network().peers().stream()
          .filter(peer -> peer.protocols().contains(OurNode.KAD))
          .count();
    }

    @Override
    public boolean find(PeerId peer) {
      return !Waiting.get(node.finder().find(peer), "find " + peer, PATIENCE).isEmpty();
    }

    @Override
    public void provide(String key) {
      Waiting.until( // a peer enters our table only after it has answered a question
          "somebody to tell",
          PATIENCE,
          () -> Waiting.get(node.finder().provide(multihash(key)), "provide", PATIENCE) > 0,
          () -> "nobody");
    }

    @Override
    public Set<PeerId> providers(String key) {
      return Waiting.get(node.finder().providers(multihash(key), 20), "providers", PATIENCE);
    }

    @Override
    public String toString() {
      return "ours";
    }

    @Override
    public void close() {
      node.close();
    }
  }

  private record TheirEnd(ForeignPeer peer) implements Node {
    @Override
    public PeerId id() {
      return peer.id();
    }

    @Override
    public String address() {
      return peer.address();
    }

    @Override
    public void dial(String address) {
      peer.call(PATIENCE, "dial", Json.object().put("addr", address));
    }

    @Override
    public long contacts() {
      return ForeignPeer.number(peer.call(PATIENCE, "table", Json.object()), "size");
    }

    @Override
    public boolean find(PeerId wanted) {
      Json.Obj found = peer.call(PATIENCE, "findPeer", Json.object().put("peer", wanted.text()));
      return !ForeignPeer.texts(found, "addrs").isEmpty();
    }

    @Override
    public void provide(String key) {
      peer.call(PATIENCE, "provide", Json.object().put("key", key));
    }

    @Override
    public Set<PeerId> providers(String key) {
      Json.Obj found = peer.call(PATIENCE, "findProviders", Json.object().put("key", key));
      return ForeignPeer.peers(found, "providers");
    }

    @Override
    public String toString() {
      return peer.implementation().label();
    }

    @Override
    public void close() {
      peer.close();
    }
  }

  /** The SHA-256 multihash of a text, as the peers make keys. */
  private static byte[] multihash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      byte[] multihash = new byte[2 + digest.length];
      multihash[0] = 0x12;
      multihash[1] = (byte) digest.length;
      System.arraycopy(digest, 0, multihash, 2, digest.length);
      return multihash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
