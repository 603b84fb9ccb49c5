package network.clawnet.p2p.gossip.router;

import static network.clawnet.p2p.gossip.router.RouterScene.TOPIC;
import static network.clawnet.p2p.gossip.router.RouterScene.id;
import static network.clawnet.p2p.gossip.router.RouterScene.message;
import static network.clawnet.p2p.gossip.router.RouterScene.peer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import network.clawnet.p2p.gossip.router.GossipRouter.Verdict;
import network.clawnet.p2p.gossip.router.Tallies.Tally;
import network.clawnet.p2p.gossip.rpc.Control;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageId;
import network.clawnet.p2p.gossip.rpc.Rpc;
import network.clawnet.p2p.gossip.rpc.SigningPolicy;
import network.clawnet.p2p.gossip.rpc.TopicRules;
import org.junit.jupiter.api.Test;

final class LazyGossipTest {
  private final RouterScene scene = new RouterScene();

  private static List<MessageId> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> id(message(i))).toList();
  }

  @Test
  void tellsMembersOutsideTheMeshOfWhatTheyMayMiss() {
    scene.join().members(1, 20).receive(1, message(1)).judge(Verdict.ACCEPT);

    scene.beats(1);
    List<Integer> told = scene.toldOf(id(message(1)));
    assertThat(told).hasSize(6).doesNotContainAnyElementsOf(scene.mesh());
    assertThat(scene.beats(1).toldOf(id(message(1)))).hasSize(6);
    assertThat(scene.beats(1).toldOf(id(message(1)))).hasSize(6);
    assertThat(scene.beats(1).toldOf(id(message(1)))).isEmpty();
  }

  @Test
  void tellsAQuarterOfManyMembers() {
    scene.join().members(1, 66).receive(1, message(1)).judge(Verdict.ACCEPT);
    scene.beats(1);

    assertThat(scene.toldOf(id(message(1)))).hasSize((66 - scene.mesh().size()) / 4);
  }

  @Test
  void tellsNobodyWithABadScore() {
    scene.join().members(1, 7);
    scene.router.applicationScore(peer(6), -41);
    scene.router.applicationScore(peer(7), -40);
    scene.receive(1, message(1)).judge(Verdict.ACCEPT).beats(1);

    assertThat(scene.toldOf(id(message(1)))).containsExactly(7);
  }

  @Test
  void asksForWhatItHasNotSeenAndOnlyOnePeer() {
    scene.join().members(1, 3).receive(1, message(1)).judge(Verdict.ACCEPT);
    scene.receive(1, message(2)); // waits for its judgement
    scene.have(2, ids(1, 4));
    assertThat(scene.wantedFrom(2)).containsExactly(id(message(3)));

    assertThat(scene.have(3, ids(3, 4)).last).isEmpty();
    scene.now += 700;
    assertThat(scene.have(3, ids(3, 4)).wantedFrom(3)).containsExactly(id(message(3)));
    scene.receive(3, message(3)).judge(Verdict.ACCEPT);
    assertThat(scene.have(2, ids(3, 4)).last).isEmpty();
  }

  @Test
  void asksNobodyWithABadScoreAndNothingOfOtherTopics() {
    scene.join().members(1, 1);
    scene.router.applicationScore(peer(1), -41);
    assertThat(scene.have(1, ids(0, 1)).last).isEmpty();
    assertThat(scene.tally(Tally.IHAVE_OF_BAD_PEER)).isEqualTo(1);

    scene.router.applicationScore(peer(1), 0);
    Control other =
        new Control(
            List.of(new Control.Have("other", ids(0, 1))),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(scene.receive(1, Rpc.of(other)).last).isEmpty();
  }

  @Test
  void asksAPeerForABoundedNumberPerHeartbeat() {
    scene.join().members(1, 1).have(1, ids(0, 4999));
    assertThat(scene.wantedFrom(1)).hasSize(4999);
    assertThat(scene.have(1, ids(5000, 5010)).wantedFrom(1)).hasSize(1);
    assertThat(scene.have(1, ids(6000, 6001)).last).isEmpty();
    assertThat(scene.tally(Tally.IHAVE_OVER_LIMIT)).isEqualTo(1);

    assertThat(scene.beats(1).have(1, ids(7000, 7001)).wantedFrom(1)).hasSize(1);
  }

  @Test
  void hearsTenTimesPerHeartbeatWhatAPeerHas() {
    scene.join().members(1, 1);
    for (int i = 0; i < 10; i++) {
      assertThat(scene.have(1, ids(i, i + 1)).wantedFrom(1)).hasSize(1);
    }
    assertThat(scene.have(1, ids(10, 11)).last).isEmpty();
  }

  @Test
  void punishesAPromiseThatIsNotKept() {
    scene.join().members(1, 1);
    for (int i = 0; i < 6; i++) {
      scene.have(1, ids(i * 10, i * 10 + 10));
    }
    scene.beats(2);
    assertThat(scene.tally(Tally.PROMISES_BROKEN)).isZero();
    scene.beats(1);
    assertThat(scene.tally(Tally.PROMISES_BROKEN)).isEqualTo(6);
    assertThat(scene.score(1)).isLessThan(0);
  }

  @Test
  void aPromiseIsKeptWhoeverBringsTheMessage() {
    scene.join().members(1, 2).have(1, ids(1, 2)).receive(2, message(1)).beats(4);

    assertThat(scene.tally(Tally.PROMISES_BROKEN)).isZero();
  }

  @Test
  void givesWhatIsAskedForThreeTimes() {
    scene.join().members(1, 8).receive(1, message(1)).judge(Verdict.ACCEPT);
    for (int i = 0; i < 3; i++) {
      assertThat(scene.want(8, ids(1, 2)).forwarded()).containsExactly(8);
    }
    assertThat(scene.want(8, ids(1, 2)).last).isEmpty();
    assertThat(scene.want(7, ids(1, 2)).forwarded()).containsExactly(7);
    assertThat(scene.want(7, ids(5, 6)).last).isEmpty();
    assertThat(scene.tally(Tally.IWANT_UNKNOWN)).isEqualTo(2);
  }

  @Test
  void givesNothingToPeersWithABadScore() {
    scene.join().members(1, 2).receive(1, message(1)).judge(Verdict.ACCEPT);
    scene.router.applicationScore(peer(2), -41);

    assertThat(scene.want(2, ids(1, 2)).last).isEmpty();
    assertThat(scene.tally(Tally.IWANT_OF_BAD_PEER)).isEqualTo(1);
  }

  @Test
  void givesWhatWasJudgedAndNothingElse() {
    scene.join().members(1, 2).receive(1, message(1));
    assertThat(scene.want(2, ids(1, 2)).last).isEmpty();

    scene.receive(1, message(2)).judge(Verdict.REJECT);
    assertThat(scene.want(2, ids(2, 3)).last).isEmpty();
  }

  @Test
  void givesABoundedNumberOfBytesPerHeartbeat() {
    RouterScene big = new RouterScene();
    big.router.join(TOPIC, new TopicRules(SigningPolicy.STRICT_NO_SIGN, 1 << 20, 100), 0);
    big.members(1, 2);
    List<Message> messages =
        IntStream.range(0, 12)
            .mapToObj(
                i -> {
                  byte[] content = new byte[1 << 20];
                  content[0] = (byte) i;
                  return Message.anonymous(TOPIC, content);
                })
            .toList();
    messages.forEach(it -> big.receive(1, it).judge(Verdict.ACCEPT));

    big.want(2, messages.stream().map(RouterScene::id).toList());

    assertThat(big.forwarded()).hasSizeBetween(8, 9);
    assertThat(big.tally(Tally.IWANT_OVER_LIMIT)).isEqualTo(1);
  }

  @Test
  void remembersABoundedNumberOfUnwantedIds() {
    scene.join().members(1, 3);
    scene.dontWant(2, ids(0, RouterLimits.MAX_DONT_WANT + 1));
    assertThat(scene.tally(Tally.IDONTWANT_OVER_LIMIT)).isEqualTo(1);
  }
}
