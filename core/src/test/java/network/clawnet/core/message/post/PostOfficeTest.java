package network.clawnet.core.message.post;

import static network.clawnet.core.message.post.PostScene.did;
import static network.clawnet.core.message.post.PostScene.key;
import static network.clawnet.core.message.post.PostScene.letter;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.message.post.PostScene.Node;
import network.clawnet.core.port.Store.Write;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

/** What senders and receivers can rely on, whatever breaks. */
class PostOfficeTest {
  private final PostScene scene = new PostScene(1);
  private final Node sender = scene.node("sender");
  private final Node receiver = scene.node("receiver");

  PostOfficeTest() {
    scene.net.connectAll();
    sender.settle("alice");
    receiver.settle("bob");
  }

  @Test
  void aMessageArrivesSealedAndOnlyItsReceiverReadsIt() {
    String id = sender.send("alice", "bob", "a word");

    scene.run(Duration.ofSeconds(1));

    Received received = receiver.inbox("bob").get(0);
    assertThat(received.message().head().id()).isEqualTo(id);
    assertThat(received.message().head().route().from()).isEqualTo(did("alice"));
    assertThat(receiver.read("bob")).containsExactly("a word");
    assertThat(received.message().open(key("alice"))).as("not even its sender").isEmpty();
    assertThat(sender.state(id)).isEqualTo(Sending.State.DELIVERED);
  }

  @Test
  void tenThousandArriveOnceAndInOrderThoughTheReceiverRestartsThreeTimes() {
    int all = 10_000;
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      ids.add(sender.send("alice", "bob", "n" + i));
      if (i == all / 4 || i == all / 2 || i == all / 4 * 3) {
        receiver.powerCut();
        assertDeliveredIsTrue(ids);
        scene.run(Duration.ofSeconds(3));
        receiver.start();
      }
    }

    scene.run(Duration.ofMinutes(3));

    assertThat(receiver.read("bob"))
        .isEqualTo(IntStream.range(0, all).mapToObj(i -> "n" + i).toList());
    assertThat(ids).allMatch(id -> sender.state(id) == Sending.State.DELIVERED);
  }

  @Test
  void whateverBreaksNothingIsLostDoubledOrSwapped() {
    Seeds.forAll(
        12,
        random -> {
          PostScene many = new PostScene(random.nextLong());
          Node one = many.node("one");
          Node two = many.node("two");
          many.net.connectAll();
          one.settle("alice");
          two.settle("bob");
          many.net.lag(one.host, two.host, Duration.ofMillis(random.nextInt(50)));
          List<String> ids = new ArrayList<>();
          List<String> texts = new ArrayList<>();
          for (int i = 0; i < 60; i++) {
            ids.add(one.send("alice", "bob", "n" + i));
            texts.add("n" + i);
            many.run(Duration.ofMillis(random.nextInt(30)));
            Node broken = random.nextBoolean() ? one : two;
            switch (random.nextInt(12)) {
              case 0 -> {
                broken.powerCut();
                many.run(Duration.ofMillis(random.nextInt(3_000)));
                broken.start();
              }
              case 1 -> {
                many.net.cut(one.host, two.host);
                many.run(Duration.ofMillis(random.nextInt(3_000)));
                many.net.heal(one.host, two.host);
              }
              case 2 -> {
                many.net.hold(one.host, two.host);
                many.run(Duration.ofMillis(random.nextInt(3_000)));
                many.net.heal(one.host, two.host);
              }
              default -> {}
            }
          }

          many.run(Duration.ofMinutes(5));

          assertThat(two.read("bob")).isEqualTo(texts);
          assertThat(ids).allMatch(id -> one.state(id) == Sending.State.DELIVERED);
        });
  }

  @Test
  void whatIsSentToSomebodyWhoIsAwayWaitsAndThenGoes() {
    String id = sender.send("alice", "carol", "later");
    scene.run(Duration.ofMinutes(10));
    assertThat(sender.state(id)).isEqualTo(Sending.State.WAITING);

    receiver.settle("carol");
    scene.run(Duration.ofMinutes(2));

    assertThat(sender.state(id)).isEqualTo(Sending.State.DELIVERED);
    assertThat(receiver.read("carol")).containsExactly("later");
  }

  @Test
  void whatNobodyTakesForAWeekExpiresAndWhatFollowsGoes() {
    String late = sender.send("alice", "carol", "too late");
    scene.run(Duration.ofDays(6));
    String timely = sender.send("alice", "carol", "in time");
    scene.run(Duration.ofDays(1).plusMinutes(2));
    assertThat(sender.state(late)).isEqualTo(Sending.State.EXPIRED);

    receiver.settle("carol");
    scene.run(Duration.ofMinutes(2));

    assertThat(sender.state(timely)).isEqualTo(Sending.State.DELIVERED);
    assertThat(receiver.read("carol")).containsExactly("in time");
  }

  @Test
  void aReceiverThatMovesGetsTheRestAtItsNewNode() {
    sender.send("alice", "bob", "at home");
    scene.run(Duration.ofSeconds(1));
    receiver.powerCut();
    Node other = scene.node("other");
    scene.net.connect(sender.host, other.host);
    scene.run(Duration.ofSeconds(1));
    other.settle("bob");

    sender.send("alice", "bob", "away");
    scene.run(Duration.ofMinutes(3));

    assertThat(other.read("bob")).containsExactly("away");
  }

  @Test
  void twoOfOneNodeWriteToEachOther() {
    sender.settle("carol");

    String id = sender.send("alice", "carol", "here");
    scene.run(Duration.ofSeconds(1));

    assertThat(sender.read("carol")).containsExactly("here");
    assertThat(sender.state(id)).isEqualTo(Sending.State.DELIVERED);
  }

  @Test
  void aMessageOfNoDealIsRefusedAndTheNextOneIsNot() {
    String first = sender.send("alice", "bob", "one");
    String stranger =
        scene.await(
            sender.office.send(
                key("alice"), did("bob"), Hash.sha256(new byte[] {9}), letter("spam")));
    String third = sender.send("alice", "bob", "three");

    scene.run(Duration.ofSeconds(2));

    assertThat(receiver.read("bob")).containsExactly("one", "three");
    assertThat(sender.state(first)).isEqualTo(Sending.State.DELIVERED);
    assertThat(sender.state(stranger)).isEqualTo(Sending.State.REFUSED);
    assertThat(sender.state(third)).isEqualTo(Sending.State.DELIVERED);
  }

  @Test
  void aNodeThatCannotJudgeYetIsAskedAgain() {
    receiver.admission = (route, deal) -> Admission.Answer.LATER;
    String id = sender.send("alice", "bob", "patience");
    scene.run(Duration.ofSeconds(10));
    assertThat(sender.state(id)).isEqualTo(Sending.State.WAITING);

    receiver.admission = (route, deal) -> Admission.Answer.YES;
    scene.run(Duration.ofMinutes(2));

    assertThat(receiver.read("bob")).containsExactly("patience");
  }

  @Test
  void timesOfAnInboxRiseAndWhatIsDiscardedStaysAway() {
    for (int i = 0; i < 5; i++) {
      sender.send("alice", "bob", "n" + i);
    }
    scene.run(Duration.ofSeconds(1));
    List<Received> all = receiver.inbox("bob");
    assertThat(all).isSortedAccordingTo((a, b) -> Long.compare(a.receivedAt(), b.receivedAt()));
    assertThat(all.stream().map(Received::receivedAt).distinct()).hasSize(5);

    scene.await(receiver.office.discard(did("bob"), all.get(4).number()));
    assertThat(receiver.read("bob")).as("the newest stays").containsExactly("n4");
    receiver.powerCut();
    receiver.start();
    sender.send("alice", "bob", "n5");
    scene.run(Duration.ofMinutes(2));

    assertThat(receiver.read("bob")).containsExactly("n4", "n5");
    assertThat(receiver.inbox("bob").get(1).number()).isEqualTo(all.get(4).number() + 1);
  }

  /** Everything that counts as delivered is on the disk of the receiver. */
  private void assertDeliveredIsTrue(List<String> ids) {
    receiver.start();
    Set<String> there = new HashSet<>();
    receiver.inbox("bob").forEach(it -> there.add(it.message().head().id()));
    receiver.powerCut();
    assertThat(ids).allMatch(id -> sender.state(id) == Sending.State.WAITING || there.contains(id));
  }

  @Test
  void aMessageThatIsTakenOutLeavesTheNumbersAsTheyWere() throws Exception {
    List<Did> told = new ArrayList<>();
    receiver.office.onArrival(told::add);
    sender.send("alice", "bob", "one");
    sender.send("alice", "bob", "two");
    scene.run(Duration.ofSeconds(1));
    Received last = receiver.inbox("bob").get(1);
    byte[] key = {9};

    scene.await(
        receiver.office.take(last, List.of(new Write(PostStore.BOOK, key, new byte[] {1}))));

    assertThat(told).contains(did("bob"));
    assertThat(receiver.read("bob")).containsExactly("one");
    assertThat(receiver.store.get(PostStore.BOOK, key)).as("in the same write").isNotNull();
    receiver.powerCut();
    receiver.start();
    sender.send("alice", "bob", "three");
    scene.run(Duration.ofMinutes(1));
    assertThat(receiver.read("bob")).containsExactly("one", "three");
    assertThat(receiver.inbox("bob").get(1).number()).isEqualTo(last.number() + 1);
  }
}
