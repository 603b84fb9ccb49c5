package network.clawnet.p2p.kad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.p2p.host.Host;
import network.clawnet.p2p.host.HostSettings;
import network.clawnet.p2p.host.StrictLog;
import network.clawnet.p2p.host.TcpHost;
import network.clawnet.p2p.kad.machine.KadConfig;
import network.clawnet.p2p.kad.message.KadCodec;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.message.MessageType;
import network.clawnet.p2p.kad.record.Validator;
import network.clawnet.p2p.kad.record.Validators;
import network.clawnet.p2p.kad.table.Diversity;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.peer.HostKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The DHT between real hosts on loopback. */
final class KadServiceTest {
  private static final String PROTOCOL = "/test/kad/1.0.0";
  private static final long DEADLINE_SECONDS = 30;

  private static final Validator ANY =
      new Validator() {
        @Override
        public boolean isValid(byte[] key, byte[] value) {
          return value.length > 0;
        }

        @Override
        public int select(byte[] key, List<byte[]> values) {
          return 0;
        }
      };

  private record Node(Host host, KadService kad) {}

  private final List<Node> nodes = new ArrayList<>();
  private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();

  private Node start(boolean serves) {
    try {
      byte[] seed = new byte[32];
      new SecureRandom().nextBytes(seed);
      HostSettings settings =
          HostSettings.of(
              new HostKey(SigningKey.of(seed)),
              List.of(Multiaddr.parse("/ip4/127.0.0.1/tcp/0")),
              "test/1");
      Host host =
          TcpHost.start(
              settings,
              new SecureRandom()::nextBytes,
              InstantSource.system(),
              new StrictLog(bugs::add));
      KadConfig config = KadConfig.server(Diversity.PRIVATE);
      KadSettings kad =
          new KadSettings(
              PROTOCOL,
              serves ? config : config.asClient(),
              new Validators(Map.of("v", ANY)),
              RandomGenerator.getDefault(),
              InstantSource.system());
      Node node = new Node(host, new KadService(host, host.newLoop("kad"), kad));
      nodes.add(node);
      return node;
    } catch (IOException | DecodeException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() {
    nodes.forEach(node -> node.kad().close());
    nodes.forEach(node -> node.host().close());
    assertThat(bugs).isEmpty();
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("did not happen in time: " + what);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static void connect(Node from, Node to) {
    await(from.host().connect(to.host().self(), to.host().ownAddresses()));
  }

  /** A chain: each node knows only the one before it. */
  private List<Node> chain(int length) {
    for (int i = 0; i < length; i++) {
      Node node = start(true);
      if (i > 0) {
        connect(node, nodes.get(i - 1));
      }
    }
    until("tables", () -> nodes.stream().allMatch(it -> it.kad().counters().tableSize() > 0));
    return nodes;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theEndsOfAChainFindEachOther() {
    List<Node> chain = chain(8);

    List<String> found = await(chain.get(0).kad().find(chain.get(7).host().self()));

    assertThat(found).isNotEmpty();
    assertThat(found.get(0)).endsWith("/p2p/" + chain.get(7).host().self().text());
    assertThat(chain.get(0).host().link(chain.get(7).host().self())).isPresent();
  }

  @Test
  void tenNodesStayTogetherWhenTheirBootstrapDiesAndAnEleventhJoinsThroughAnyOfThem() {
    Node bootstrap = start(true);
    List<Node> ten = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ten.add(start(true));
      connect(ten.get(i), bootstrap);
    }
    until("tables", () -> ten.stream().allMatch(it -> it.kad().counters().tableSize() >= 9));
    bootstrap.kad().close();
    bootstrap.host().close();
    nodes.remove(bootstrap);

    Node eleventh = start(true);
    connect(eleventh, ten.get(6));
    until("joined", () -> eleventh.kad().counters().tableSize() >= 8);

    for (Node each : ten) {
      assertThat(await(each.kad().find(eleventh.host().self()))).isNotEmpty();
    }
    assertThat(await(ten.get(0).kad().find(ten.get(9).host().self()))).isNotEmpty();
  }

  @Test
  void providersAndValuesAreFoundFromTheOtherEnd() {
    List<Node> chain = chain(6);
    byte[] key = {0x12, 0x20, 1, 2, 3};

    assertThat(await(chain.get(0).kad().provide(key))).isPositive();
    assertThat(await(chain.get(5).kad().providers(key, 5)))
        .containsExactly(chain.get(0).host().self());
    assertThat(await(chain.get(5).kad().put(text("/v/a"), text("x")))).isPositive();
    assertThat(await(chain.get(0).kad().get(text("/v/a"), 0)))
        .hasValueSatisfying(value -> assertThat(value).isEqualTo(text("x")));
    assertThat(await(chain.get(0).kad().get(text("/v/b"), 0))).isEmpty();
    assertThat(await(chain.get(0).kad().put(text("/w/a"), text("x")))).isZero();
  }

  @Test
  void aClientFindsOthersAndIsInNoTable() {
    Node server = start(true);
    Node other = start(true);
    Node client = start(false);
    connect(other, server);
    connect(client, server);
    until("tables", () -> client.kad().counters().tableSize() > 0);

    assertThat(await(client.kad().find(other.host().self()))).isNotEmpty();
    assertThat(await(server.kad().closest(new byte[] {1})))
        .noneMatch(it -> it.id().equals(client.host().self()));
    assertThat(await(other.kad().find(client.host().self()))).isNotEmpty();
  }

  @Test
  void oneStreamServesManyRequestsAndEndsCleanly() throws DecodeException {
    Node server = start(true);
    Node asking = start(true);
    connect(asking, server);
    StreamTerms terms = new StreamTerms(1 << 17, 1 << 17, 1, 1, Duration.ofSeconds(20));
    PeerStream stream = await(asking.host().open(server.host().self(), List.of(PROTOCOL), terms));
    byte[] question =
        KadCodec.encode(KadMessage.ask(MessageType.FIND_NODE, server.host().self().multihash()));

    for (int i = 0; i < 5; i++) {
      await(stream.send(question));
      Optional<byte[]> answer = await(stream.receive());
      assertThat(KadCodec.decode(answer.orElseThrow()).closer().get(0).id())
          .isEqualTo(server.host().self());
    }
    stream.finish();
    assertThat(await(stream.receive())).isEmpty();
  }

  @Test
  void nonsenseIsCutOffAndOthersAreServed() {
    Node server = start(true);
    Node bad = start(true);
    Node good = start(true);
    connect(bad, server);
    connect(good, server);
    until("tables", () -> good.kad().counters().tableSize() > 0);
    StreamTerms terms = new StreamTerms(1 << 17, 1 << 17, 1, 1, Duration.ofSeconds(20));

    for (int i = 0; i < 5; i++) {
      if (server.host().link(bad.host().self()).isPresent()) {
        bad.host()
            .open(server.host().self(), List.of(PROTOCOL), terms)
            .thenCompose(stream -> stream.send(new byte[] {0x08, 0x77}))
            .exceptionally(fault -> null);
      }
    }

    until("cut off", () -> server.host().link(bad.host().self()).isEmpty());
    assertThat(await(good.kad().closest(new byte[] {7})))
        .anyMatch(it -> it.id().equals(server.host().self()));
  }
}
