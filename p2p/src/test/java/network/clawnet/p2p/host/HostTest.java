package network.clawnet.p2p.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Misbehaviour;
import network.clawnet.core.port.NetworkException;
import network.clawnet.core.port.PeerEvents;
import network.clawnet.core.port.PeerStream;
import network.clawnet.core.port.StreamTerms;
import network.clawnet.p2p.guard.ConnectionLimits;
import network.clawnet.p2p.guard.StreamLimits;
import network.clawnet.p2p.identify.Identify;
import network.clawnet.p2p.multiaddr.Multiaddr;
import network.clawnet.p2p.ping.Ping;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.wire.ProtoWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostTest {
  private static final String ECHO = "/test/echo/1";
  private static final StreamTerms TERMS = StreamTerms.requests(1 << 20);

  private final TestHosts hosts = new TestHosts();

  @AfterEach
  void close() {
    hosts.close();
  }

  private static void echo(PeerStream stream) {
    var unused =
        stream
            .receive()
            .thenCompose(
                message -> {
                  if (message.isEmpty()) {
                    stream.finish();
                    return CompletableFuture.completedFuture(null);
                  }
                  CompletionStage<Void> sent = stream.send(message.get());
                  echo(stream);
                  return sent;
                });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static NetworkException.Reason reason(CompletionStage<?> stage) {
    Throwable fault = TestHosts.fault(stage);
    assertThat(fault).isInstanceOf(NetworkException.class);
    return fault instanceof NetworkException network
        ? network.reason()
        : NetworkException.Reason.CLOSED;
  }

  @Test
  void talksOverAStreamInBothDirections() {
    Host alice = hosts.start();
    Host bob = hosts.start();
    bob.handle(ECHO, TERMS, HostTest::echo);

    TestHosts.connect(alice, bob);
    PeerStream stream = TestHosts.await(alice.open(bob.self(), List.of(ECHO), TERMS));
    for (String text : List.of("", "hello", "x".repeat(1 << 20))) {
      TestHosts.await(stream.send(bytes(text)));
      assertThat(TestHosts.await(stream.receive())).hasValue(bytes(text));
    }
    stream.finish();

    assertThat(TestHosts.await(stream.receive())).isEmpty();
    TestHosts.await(stream.ended());
    assertThat(stream.peer()).isEqualTo(bob.self());
    assertThat(stream.protocol()).isEqualTo(ECHO);
  }

  @Test
  void learnsWhoThePeerIsAndWhatItSpeaks() {
    Host alice = hosts.start();
    Host bob = hosts.start();
    bob.handle(ECHO, TERMS, HostTest::echo);

    TestHosts.connect(alice, bob);

    TestHosts.until("identify", () -> alice.gate().known(bob.self()).speaks(ECHO));
    Known known = alice.gate().known(bob.self());
    assertThat(known.agent()).isEqualTo("test/1");
    assertThat(known.protocols())
        .contains(Identify.PROTOCOL, Identify.PUSH_PROTOCOL, Ping.PROTOCOL)
        .isSorted();
    assertThat(alice.signedRecord(bob.self())).isPresent();
    assertThat(alice.addressesOf(bob.self())).isEqualTo(bob.ownAddresses());
    TestHosts.until("identify", () -> !alice.addressesOf(bob.self()).isEmpty());
  }

  @Test
  void pushesAProtocolThatIsAddedOrRemovedLater() {
    Host alice = hosts.start();
    Host bob = hosts.start();
    TestHosts.connect(alice, bob);
    TestHosts.until(
        "identify", () -> bob.gate().known(alice.self()).speaks(Identify.PUSH_PROTOCOL));
    TestHosts.until(
        "identify", () -> alice.gate().known(bob.self()).speaks(Identify.PUSH_PROTOCOL));

    var echo = bob.handle(ECHO, TERMS, HostTest::echo);
    TestHosts.until("push", () -> alice.gate().known(bob.self()).speaks(ECHO));
    echo.close();

    TestHosts.until("push", () -> !alice.gate().known(bob.self()).speaks(ECHO));
  }

  @Test
  void tellsOfPeersInOrderAndOfThoseWhoAreThereAlready() {
    Host alice = hosts.start();
    Host bob = hosts.start();
    List<String> early = Collections.synchronizedList(new ArrayList<>());
    List<String> late = Collections.synchronizedList(new ArrayList<>());
    alice.watch(new Diary(early));
    TestHosts.connect(alice, bob);
    TestHosts.until("identified", () -> early.contains("identified"));
    alice.watch(new Diary(late));
    TestHosts.until("told", () -> late.contains("identified"));

    alice.disconnect(bob.self());
    TestHosts.until("gone", () -> late.contains("disconnected"));

    assertThat(early).startsWith("connected", "identified").endsWith("disconnected");
    assertThat(late).containsExactly("connected", "identified", "disconnected");
  }

  private record Diary(List<String> lines) implements PeerEvents {
    @Override
    public void connected(PeerId peer) {
      lines.add("connected");
    }

    @Override
    public void identified(PeerId peer, List<String> protocols) {
      lines.add("identified");
    }

    @Override
    public void disconnected(PeerId peer) {
      lines.add("disconnected");
    }
  }

  @Test
  void pingsAPeer() {
    Host alice = hosts.start();
    Host bob = hosts.start();
    TestHosts.connect(alice, bob);
    Connection connection = alice.gate().of(bob.self()).get(0).connection();

    for (int i = 0; i < 20; i++) {
      assertThat(TestHosts.await(Ping.ping(connection, new java.util.Random(i)))).isPositive();
    }
  }

  @Test
  void refusesAProtocolThatThePeerDoesNotSpeakAndAPeerThatIsNotThere() {
    Host alice = hosts.start();
    Host bob = hosts.start();

    assertThat(reason(alice.open(bob.self(), List.of(ECHO), TERMS)))
        .isEqualTo(NetworkException.Reason.NOT_CONNECTED);
    TestHosts.connect(alice, bob);
    assertThat(reason(alice.open(bob.self(), List.of(ECHO), TERMS)))
        .isEqualTo(NetworkException.Reason.UNSUPPORTED);
  }

  @Test
  void findsNobodyAtAnAddressOfSomebodyElse() {
    Host alice = hosts.start();
    Host bob = hosts.start();
    Host carol = hosts.start();

    assertThat(reason(alice.connect(carol.self(), bob.ownAddresses())))
        .isEqualTo(NetworkException.Reason.WRONG_PEER);
    assertThat(alice.links()).isEmpty();
  }

  @Test
  void isCutOffWhenItSendsMoreThanTheTermsAllow() {
    Host alice = hosts.start();
    Host bob = hosts.start();
    bob.handle(ECHO, StreamTerms.requests(100), HostTest::echo);
    TestHosts.connect(alice, bob);
    PeerStream stream = TestHosts.await(alice.open(bob.self(), List.of(ECHO), TERMS));

    TestHosts.await(stream.send(new byte[101]));

    assertThat(reason(stream.receive())).isEqualTo(NetworkException.Reason.RESET);
    assertThat(bob.counters()).containsEntry("fault.malformed-message", 1L);
  }

  @Test
  void holdsASenderBackThatNobodyListensTo() {
    Host alice = hosts.start();
    Host bob = hosts.start();
    CompletableFuture<PeerStream> inbound = new CompletableFuture<>();
    bob.handle(ECHO, TERMS, inbound::complete);
    TestHosts.connect(alice, bob);
    StreamTerms small = new StreamTerms(1 << 20, 2 << 20, 1, 1, Duration.ZERO);
    PeerStream stream = TestHosts.await(alice.open(bob.self(), List.of(ECHO), small));
    List<CompletionStage<Void>> sent = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      sent.add(stream.send(new byte[1 << 20]));
    }

    long refused =
        sent.stream().filter(it -> it.toCompletableFuture().isCompletedExceptionally()).count();
    assertThat(refused).isGreaterThan(150);
    PeerStream taker = TestHosts.await(inbound);
    for (int i = 0; i < 200 - refused; i++) {
      assertThat(TestHosts.await(taker.receive()))
          .hasValueSatisfying(it -> assertThat(it).hasSize(1 << 20));
    }
    TestHosts.await(stream.send(new byte[1]));
    assertThat(TestHosts.await(taker.receive())).isPresent();
  }

  @Test
  void boundsTheStreamsOfAPeerByTheProtocolsTerms() {
    Host alice = hosts.start();
    Host bob = hosts.start();
    bob.handle(ECHO, new StreamTerms(10, 10, 2, 100, Duration.ZERO), HostTest::echo);
    TestHosts.connect(alice, bob);
    List<PeerStream> open = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      PeerStream stream = TestHosts.await(alice.open(bob.self(), List.of(ECHO), TERMS));
      TestHosts.await(stream.send(new byte[1]));
      TestHosts.await(stream.receive());
      open.add(stream);
    }

    CompletionStage<Optional<byte[]>> third =
        alice
            .open(bob.self(), List.of(ECHO), TERMS)
            .thenCompose(stream -> stream.send(new byte[1]).thenCompose(it -> stream.receive()));

    TestHosts.fault(third);
    assertThat(bob.counters()).containsEntry("refusal.peer-protocol-streams-full", 1L);
    open.get(0).reset();
    TestHosts.until(
        "room",
        () -> {
          PeerStream again = TestHosts.await(alice.open(bob.self(), List.of(ECHO), TERMS));
          var echoed = again.send(new byte[1]).thenCompose(it -> again.receive());
          return echoed.handle((it, fault) -> fault == null).toCompletableFuture().join();
        });
  }

  @Test
  void aPeerThatMisbehavesIsCutOffAndRefused() {
    Host alice = hosts.start();
    Host bob = hosts.start();
    TestHosts.connect(alice, bob);

    bob.report(alice.self(), new Misbehaviour("lie", 99));
    assertThat(bob.links()).hasSize(1);
    bob.report(alice.self(), new Misbehaviour("lie", 1));

    TestHosts.until("cut off", () -> bob.links().isEmpty() && alice.links().isEmpty());
    assertThat(bob.notebook().bans())
        .singleElement()
        .satisfies(ban -> assertThat(ban.why()).isEqualTo("misbehaved: lie"));
    TestHosts.fault(
        alice
            .dial(bob.self(), bob.ownAddresses(), true)
            .thenCompose(it -> alice.open(bob.self(), List.of(Ping.PROTOCOL), TERMS))
            .thenCompose(PeerStream::receive));
    TestHosts.until("still cut off", () -> bob.links().isEmpty() && alice.links().isEmpty());
  }

  @Test
  void dialsAtTheSameTimeFromBothSidesAndStaysConnected() {
    Host alice = hosts.start();
    Host bob = hosts.start();

    CompletionStage<PeerId> there = alice.connect(bob.self(), bob.ownAddresses());
    CompletionStage<PeerId> back = bob.connect(alice.self(), alice.ownAddresses());
    TestHosts.await(there);
    TestHosts.await(back);

    TestHosts.until(
        "both know",
        () ->
            alice.gate().known(bob.self()).speaks(Ping.PROTOCOL)
                && bob.gate().known(alice.self()).speaks(Ping.PROTOCOL));
    assertThat(alice.links()).hasSize(1);
    assertThat(bob.links()).hasSize(1);
  }

  @Test
  void closesTheLeastWantedWhenItHasTooManyConnections() {
    ConnectionLimits limits = new ConnectionLimits(6, 6, 6, 3, 1, 100, 100);
    HostSettings settings = TestHosts.settings();
    Host hub =
        hosts.start(
            new HostSettings(
                settings.key(),
                settings.listen(),
                List.of(),
                List.of(),
                settings.versions(),
                new HostSettings.Bounds(limits, StreamLimits.STANDARD, 0),
                Optional.empty()));
    List<Host> others = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      others.add(hosts.start());
      TestHosts.connect(others.get(i), hub);
    }
    TestHosts.until("six", () -> hub.links().size() == 6);

    Host late = hosts.start();
    TestHosts.fault(late.connect(hub.self(), hub.ownAddresses()));

    assertThat(hub.counters()).containsKey("refusal.connections-full");
    assertThat(hub.links()).hasSize(6);
  }

  @Test
  void findsItsWayByABootstrapAddressAndKnowsOthersLater(@TempDir Path directory)
      throws IOException {
    Host boot = hosts.start();
    Multiaddr known = boot.ownAddresses().get(0).withPeer(boot.self());
    HostSettings settings = TestHosts.settings();
    HostSettings wanting =
        new HostSettings(
            settings.key(),
            settings.listen(),
            List.of(),
            List.of(known),
            settings.versions(),
            settings.bounds(),
            Optional.of(directory.resolve("peers.json")));
    Host node = hosts.start(wanting);
    TestHosts.until("bootstrap", () -> node.gate().known(boot.self()).speaks(Ping.PROTOCOL));
    node.close();
    assertThat(Files.readString(directory.resolve("peers.json"))).contains(boot.self().text());

    Host again =
        hosts.start(
            new HostSettings(
                settings.key(),
                settings.listen(),
                List.of(),
                List.of(),
                settings.versions(),
                settings.bounds(),
                Optional.of(directory.resolve("peers.json"))));

    TestHosts.until("remembered", () -> again.link(boot.self()).isPresent());
  }

  @Test
  void ignoresARecordThatDoesNotVerifyAndBlamesWhoBringsAnother() {
    Host alice = hosts.start();
    Host bob = hosts.start();
    Host carol = hosts.start();
    TestHosts.connect(bob, alice);

    pushRecord(bob, alice, bytes("signed in a form of its own"));
    TestHosts.until(
        "counted", () -> alice.counters().getOrDefault("refusal.record-unverified", 0L) == 1);
    assertThat(alice.gate().points(bob.self())).isZero();

    TestHosts.connect(carol, bob);
    TestHosts.until("carol's record", () -> bob.signedRecord(carol.self()).isPresent());
    pushRecord(bob, alice, bob.signedRecord(carol.self()).orElseThrow());
    TestHosts.until("blamed", () -> alice.gate().points(bob.self()) == 10);
    assertThat(alice.addressesOf(carol.self())).isEmpty();
  }

  /** Says nothing new of itself but this. */
  private static void pushRecord(Host from, Host to, byte[] record) {
    PeerStream push = TestHosts.await(from.open(to.self(), List.of(Identify.PUSH_PROTOCOL), TERMS));
    TestHosts.await(push.send(new ProtoWriter().bytes(8, record).toBytes()));
    push.finish();
  }

  @Test
  void refusesNamesOutOfBoundsAndASecondHandler() {
    Host alice = hosts.start();
    alice.handle(ECHO, TERMS, HostTest::echo);

    assertThatIllegalStateException().isThrownBy(() -> alice.handle(ECHO, TERMS, HostTest::echo));
    assertThatIllegalArgumentException().isThrownBy(() -> alice.handle("", TERMS, HostTest::echo));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alice.handle("/" + "x".repeat(256), TERMS, HostTest::echo));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alice.open(alice.self(), List.of(), TERMS));
  }
}
