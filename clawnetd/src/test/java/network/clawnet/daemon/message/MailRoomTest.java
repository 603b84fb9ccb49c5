package network.clawnet.daemon.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.Sha256;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.identity.Did;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.message.post.Admission;
import network.clawnet.core.message.post.PostParts;
import network.clawnet.core.port.PeerFinder;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.net.MemoryHost;
import network.clawnet.core.testing.net.MemoryNetwork;
import network.clawnet.core.testing.net.NetLane;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.app.message.Messages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two accounts of one node write to each other. */
class MailRoomTest {
  private static final Hash DEAL = Hash.sha256(new byte[] {8});
  private static final Did ALICE = new Did(key("alice").publicKey());
  private static final Did BOB = new Did(key("bob").publicKey());

  private final MemoryNetwork net = new MemoryNetwork(1);
  private final Random random = new Random(1);
  private final Map<Did, String> unlocked = new LinkedHashMap<>();
  private final List<Did> opened = new ArrayList<>();
  private final List<Throwable> faults = new ArrayList<>();
  private final MailRoom mail;

  MailRoomTest() throws IOException {
    MemoryHost host = net.host("node");
    mail =
        MailRoom.open(
            new PostParts(
                Hash.sha256(new byte[] {7}),
                new PostParts.Peers(host, new Nobody()),
                new MemoryStore(),
                (route, deal) -> deal.equals(DEAL) ? Admission.Answer.YES : Admission.Answer.LATER,
                new PostParts.Threads(new NetLane(net), net.clock(), random::nextBytes),
                faults::add),
            new MailRoom.Keys((did, passphrase) -> open(did), () -> Set.copyOf(unlocked.keySet())));
  }

  @AfterEach
  void close() {
    mail.close();
    assertThat(faults).isEmpty();
  }

  private static SigningKey key(String name) {
    return SigningKey.of(Sha256.digest(name.getBytes(StandardCharsets.UTF_8)));
  }

  private CompletableFuture<SigningKey> open(Did did) {
    opened.add(did);
    String name = unlocked.get(did);
    return name == null
        ? CompletableFuture.failedFuture(new Refused(AppCodes.ACCOUNT_LOCKED, "locked"))
        : CompletableFuture.completedFuture(key(name));
  }

  private void unlock(String name) {
    unlocked.put(new Did(key(name).publicKey()), name);
    net.run(Duration.ofSeconds(5));
  }

  private CompletableFuture<String> send(Hash deal, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    CompletableFuture<String> out =
        mail.send(new Messages.Draft(ALICE, BOB, deal, "text", body), null);
    net.run(Duration.ofSeconds(1));
    return out;
  }

  private List<String> read() {
    return mail.inbox(BOB, 0, 10).join().stream()
        .map(it -> new String(it.body(), StandardCharsets.UTF_8))
        .toList();
  }

  private static Optional<RejectCode> refusal(CompletableFuture<?> stage) {
    assertThat(stage).isCompletedExceptionally();
    return stage
        .handle((value, fault) -> fault)
        .thenApply(it -> it.getCause() == null ? it : it.getCause())
        .thenApply(it -> it instanceof Refused why ? Optional.of(why.code()) : none())
        .join();
  }

  private static Optional<RejectCode> none() {
    return Optional.empty();
  }

  @Test
  void whatOnePartySendsTheOtherReads() throws IOException {
    unlock("alice");
    unlock("bob");

    String id = send(DEAL, "hello").join();

    assertThat(read()).containsExactly("hello");
    assertThat(mail.state(id)).map(Messages.State::state).contains("delivered");
    assertThat(mail.inbox(BOB, 0, 10).join().get(0).from()).isEqualTo(ALICE);
  }

  @Test
  void nothingIsSentWithoutADealThatIsKnownHere() {
    unlock("alice");
    opened.clear();

    assertThat(refusal(send(Hash.ZERO, "hello"))).contains(AppCodes.MESSAGE_NO_DEAL);
    assertThat(opened).as("no key is asked for").isEmpty();
  }

  @Test
  void aLockedAccountNeitherSendsNorReads() {
    assertThat(refusal(send(DEAL, "hello"))).contains(AppCodes.ACCOUNT_LOCKED);
    assertThat(refusal(mail.inbox(BOB, 0, 10))).contains(AppCodes.ACCOUNT_LOCKED);
  }

  @Test
  void aMessageWaitsUntilTheReceiverHasBeenUnlocked() throws IOException {
    unlock("alice");
    String id = send(DEAL, "hello").join();
    assertThat(mail.state(id)).map(Messages.State::state).contains("waiting");

    unlock("bob");
    net.run(Duration.ofMinutes(10));

    assertThat(read()).containsExactly("hello");
  }

  @Test
  void theWordOfAnUnlockedAccountIsRenewedTwiceADay() {
    unlock("bob");
    assertThat(opened).containsExactly(BOB);

    net.run(Duration.ofHours(MailRoom.RENEW_HOURS).minusSeconds(10));
    assertThat(opened).hasSize(1);
    net.run(Duration.ofSeconds(10));

    assertThat(opened).hasSize(2);
  }

  /** A hash table that nobody else is in. */
  private static final class Nobody implements PeerFinder {
    @Override
    public CompletionStage<List<String>> find(PeerId peer) {
      return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Integer> provide(byte[] key) {
      return CompletableFuture.completedFuture(0);
    }

    @Override
    public void withdraw(byte[] key) {}

    @Override
    public CompletionStage<Set<PeerId>> providers(byte[] key, int limit) {
      return CompletableFuture.completedFuture(Set.of());
    }
  }
}
