package network.clawnet.p2p.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Judgement;
import network.clawnet.core.port.NetworkException;
import network.clawnet.core.port.PeerControl;
import network.clawnet.core.port.PeerView;
import network.clawnet.core.port.Topic;
import network.clawnet.core.port.TopicTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostNetworkTest {
  private static final TopicTerms TERMS = new TopicTerms(1_024, 100, Duration.ofSeconds(5));

  private final TestHosts hosts = new TestHosts();

  @AfterEach
  void close() {
    hosts.close();
  }

  private HostNetwork network() {
    return hosts.startAll(TestHosts.settings()).network();
  }

  private static HostSettings remembering(HostSettings settings, Path book) {
    return new HostSettings(
        settings.key(),
        settings.listen(),
        settings.announce(),
        settings.bootstrap(),
        settings.versions(),
        settings.bounds(),
        Optional.of(book));
  }

  private static boolean isConnected(HostNetwork from, PeerId to) {
    return from.peers().stream().anyMatch(peer -> peer.id().equals(to));
  }

  private static NetworkException.Reason reason(CompletionStage<?> stage) {
    Throwable fault = TestHosts.fault(stage);
    assertThat(fault).isInstanceOf(NetworkException.class);
    return fault instanceof NetworkException it ? it.reason() : NetworkException.Reason.CLOSED;
  }

  private static Topic join(HostNetwork network, Queue<String> heard) {
    return network.join(
        "news",
        TERMS,
        message -> {
          heard.add(new String(message.bytes(), StandardCharsets.UTF_8));
          return CompletableFuture.completedFuture(Judgement.ACCEPT);
        });
  }

  @Test
  void connectsByAddressWithAndWithoutAName() {
    HostNetwork alice = network();
    HostNetwork bob = network();
    String full = bob.addresses().get(0);
    String bare = full.substring(0, full.indexOf("/p2p/"));

    assertThat(TestHosts.await(alice.connect(full))).isEqualTo(bob.self());
    assertThat(TestHosts.await(network().connect(bare))).isEqualTo(bob.self());
    TestHosts.until("both", () -> bob.peers().size() == 2);
  }

  @Test
  void showsWhatIsKnownOfAPeer() {
    HostNetwork alice = network();
    HostNetwork bob = network();
    TestHosts.await(alice.connect(bob.addresses().get(0)));
    TestHosts.until("identify", () -> !alice.peers().get(0).protocols().isEmpty());

    PeerView peer = alice.peers().get(0);

    assertThat(peer.id()).isEqualTo(bob.self());
    assertThat(peer.agent()).isEqualTo("test/1");
    assertThat(peer.direction()).isEqualTo(PeerView.Direction.OUTBOUND);
    assertThat(peer.addresses().get(0) + "/p2p/" + bob.self()).isEqualTo(bob.addresses().get(0));
    assertThat(peer.kept()).isFalse();
    TestHosts.until("latency", () -> alice.peers().get(0).latency().isPresent());
  }

  @Test
  void refusesWhatCannotBeDialled() {
    HostNetwork alice = network();

    assertThat(reason(alice.connect("nonsense"))).isEqualTo(NetworkException.Reason.ADDRESS);
    assertThat(reason(alice.connect("/ip4/127.0.0.1/udp/1/quic-v1")))
        .isEqualTo(NetworkException.Reason.ADDRESS);
    assertThat(reason(alice.connect("/ip4/127.0.0.1/tcp/1")))
        .isEqualTo(NetworkException.Reason.UNREACHABLE);
    assertThat(reason(alice.connect(alice.addresses().get(0))))
        .isEqualTo(NetworkException.Reason.ADDRESS);
    assertThat(reason(alice.connect(TestHosts.key().peerId())))
        .isEqualTo(NetworkException.Reason.UNREACHABLE);
    for (String address : List.of("nonsense", "/ip4/127.0.0.1/tcp/1", alice.addresses().get(0))) {
      assertThatThrownBy(() -> alice.keep(address)).isInstanceOf(NetworkException.class);
    }
    assertThat(alice.kept()).isEmpty();
  }

  @Test
  void keepsAPeerAcrossDisconnectsAndRestarts(@TempDir Path directory) throws NetworkException {
    HostNetwork bob = network();
    HostSettings settings = remembering(TestHosts.settings(), directory.resolve("peers.json"));
    PeerToPeer first = hosts.startAll(settings);
    HostNetwork alice = first.network();

    assertThat(alice.keep(bob.addresses().get(0))).isEqualTo(bob.self());
    TestHosts.until("kept", () -> isConnected(alice, bob.self()));
    TestHosts.until("kept", () -> isConnected(bob, alice.self()));
    bob.disconnect(alice.self());
    TestHosts.until("gone", () -> !isConnected(bob, alice.self()));
    TestHosts.until("back", () -> isConnected(bob, alice.self()));
    first.close();
    HostNetwork again = hosts.startAll(settings).network();

    TestHosts.until("back", () -> isConnected(again, bob.self()));
    assertThat(again.kept()).containsExactly(bob.addresses().get(0));
    assertThat(again.peers().get(0).kept()).isTrue();
    assertThat(again.forget(bob.self())).isTrue();
    assertThat(again.kept()).isEmpty();
    TestHosts.until("forgotten", () -> !isConnected(again, bob.self()));
    assertThat(again.forget(TestHosts.key().peerId())).isFalse();
  }

  @Test
  void aBanHoldsBothWaysAndAcrossARestart(@TempDir Path directory) throws NetworkException {
    HostNetwork bob = network();
    HostSettings settings = remembering(TestHosts.settings(), directory.resolve("peers.json"));
    PeerToPeer first = hosts.startAll(settings);
    first.network().keep(bob.addresses().get(0));
    TestHosts.until("kept", () -> isConnected(first.network(), bob.self()));

    first.network().ban(bob.self(), Duration.ofHours(1), "x".repeat(500));
    TestHosts.until("banned", () -> !isConnected(bob, first.network().self()));
    first.close();
    HostNetwork alice = hosts.startAll(settings).network();

    assertThat(alice.kept()).isEmpty();
    assertThat(alice.bans()).singleElement().satisfies(ban -> assertThat(ban.why()).hasSize(100));
    assertThat(reason(alice.connect(bob.addresses().get(0))))
        .isEqualTo(NetworkException.Reason.BANNED);
    TestHosts.await(bob.connect(alice.addresses().get(0)).exceptionally(it -> bob.self()));
    TestHosts.until("refused", () -> bob.peers().isEmpty());
    assertThat(alice.peers()).isEmpty();
    assertThat(alice.unban(bob.self())).isTrue();
    assertThat(alice.unban(bob.self())).isFalse();
    assertThat(TestHosts.await(alice.connect(bob.addresses().get(0)))).isEqualTo(bob.self());
  }

  @Test
  void aBanOfMoreThanTheLongestIsCut() {
    HostNetwork alice = network();
    PeerId peer = TestHosts.key().peerId();

    alice.ban(peer, Duration.ofDays(1_000_000), "why");

    assertThat(Duration.between(java.time.Instant.now(), alice.bans().get(0).until()))
        .isLessThanOrEqualTo(PeerControl.LONGEST_BAN);
    assertThatThrownBy(() -> alice.ban(peer, Duration.ZERO, "why"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTopicReachesMembersByWayOfOthers() {
    HostNetwork alice = network();
    HostNetwork bob = network();
    HostNetwork carol = network();
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    Topic news = join(alice, new ConcurrentLinkedQueue<>());
    Topic relay = join(bob, new ConcurrentLinkedQueue<>());
    join(carol, heard);
    TestHosts.await(alice.connect(bob.addresses().get(0)));
    TestHosts.await(carol.connect(bob.addresses().get(0)));
    TestHosts.until("members", () -> relay.members().size() == 2 && news.members().size() == 1);

    for (int i = 0; i < 20; i++) {
      assertThat(TestHosts.await(news.publish(("hello " + i).getBytes(StandardCharsets.UTF_8))))
          .isEqualTo(1);
    }

    TestHosts.until("heard", () -> heard.size() == 20);
    assertThat(heard).doesNotHaveDuplicates();
  }
}
