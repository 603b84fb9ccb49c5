package network.clawnet.p2p.gossip.router;

import static network.clawnet.p2p.gossip.router.RouterScene.RULES;
import static network.clawnet.p2p.gossip.router.RouterScene.SIGNED;
import static network.clawnet.p2p.gossip.router.RouterScene.TOPIC;
import static network.clawnet.p2p.gossip.router.RouterScene.id;
import static network.clawnet.p2p.gossip.router.RouterScene.large;
import static network.clawnet.p2p.gossip.router.RouterScene.message;
import static network.clawnet.p2p.gossip.router.RouterScene.peer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.p2p.gossip.router.GossipRouter.Verdict;
import network.clawnet.p2p.gossip.router.Tallies.Tally;
import network.clawnet.p2p.gossip.rpc.GossipVersion;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageAuthor;
import network.clawnet.p2p.gossip.rpc.MessageId;
import network.clawnet.p2p.gossip.rpc.Rpc;
import network.clawnet.p2p.peer.HostKey;
import org.junit.jupiter.api.Test;

final class MessagePathTest {
  private final RouterScene scene = new RouterScene();

  private static MessageAuthor author() {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 1);
    return new MessageAuthor(new HostKey(SigningKey.of(seed)), 1);
  }

  @Test
  void passesAnAcceptedMessageToTheMeshButNotBack() {
    scene.join().members(1, 4).receive(2, message(1));
    assertThat(scene.judgements()).hasSize(1);
    assertThat(scene.forwarded()).isEmpty();

    scene.judge(Verdict.ACCEPT);
    assertThat(scene.forwarded()).containsExactly(1, 3, 4);
  }

  @Test
  void spendsNothingOnDuplicates() {
    scene.join().members(1, 4).receive(2, message(1));
    List<Effect> first = scene.last;
    scene.receive(3, message(1));
    assertThat(scene.last).isEmpty();

    scene.last = first;
    scene.judge(Verdict.ACCEPT);
    assertThat(scene.forwarded()).containsExactly(1, 4); // 3 has it
    assertThat(scene.receive(4, message(1)).last).isEmpty();
    assertThat(scene.tally(Tally.DUPLICATES)).isEqualTo(2);
  }

  @Test
  void passesNothingOnThatIsRejectedOrIgnored() {
    scene.join().members(1, 3).receive(1, message(1)).judge(Verdict.REJECT);
    assertThat(scene.last).isEmpty();
    assertThat(scene.score(1)).isEqualTo(-20);
    scene.receive(2, message(1));
    assertThat(scene.score(2)).as("known to be bad").isEqualTo(-20);

    scene.receive(3, message(2)).judge(Verdict.IGNORE);
    assertThat(scene.last).isEmpty();
    assertThat(scene.score(3)).isZero();
    assertThat(scene.receive(3, message(2)).judgements()).isEmpty();
  }

  @Test
  void rejectionCountsAgainstAllThatBroughtIt() {
    scene.join().members(1, 3).receive(1, message(1));
    List<Effect> first = scene.last;
    scene.receive(2, message(1)).receive(2, message(1));
    scene.last = first;
    scene.judge(Verdict.REJECT);

    assertThat(scene.score(1)).isEqualTo(-20);
    assertThat(scene.score(2)).isEqualTo(-20);
    assertThat(scene.score(3)).isZero();
  }

  @Test
  void aForgedCopyDoesNotSilenceTheTrueMessage() {
    scene.last = scene.router.join(TOPIC, SIGNED, scene.now);
    scene.members(1, 4);
    MessageAuthor author = author();
    Message right = author.sign(TOPIC, new byte[] {1});
    Message forged = author().sign(TOPIC, new byte[] {2}); // the same number, other content
    scene.receive(1, forged);
    List<Effect> first = scene.last;
    scene.receive(2, right).receive(3, right);

    scene.last = first;
    scene.judge(Verdict.FORGED);
    assertThat(scene.score(1)).isEqualTo(-20);
    assertThat(scene.judgements()).singleElement().matches(it -> it.message().sameBytes(right));
    assertThat(scene.judgements().get(0).from()).isEqualTo(peer(2));
    scene.judge(Verdict.ACCEPT);
    assertThat(scene.forwarded()).containsExactly(1, 4);
    assertThat(scene.score(3)).isZero();
  }

  @Test
  void dropsWhatItsPolicyDoesNotAdmit() {
    scene.join().members(1, 2);
    scene.receive(1, author().sign(TOPIC, new byte[1]));

    assertThat(scene.judgements()).isEmpty();
    assertThat(scene.tally(Tally.UNFIT_FOR_POLICY)).isEqualTo(1);
    assertThat(scene.score(1)).isEqualTo(-20);
  }

  @Test
  void dropsOneByteTooMuchAndMessagesOfOtherTopics() {
    scene.join().members(1, 1);
    int most = RULES.maxContentBytes();
    scene.receive(1, Message.anonymous(TOPIC, new byte[most]));
    assertThat(scene.judgements()).hasSize(1);
    scene.receive(1, Message.anonymous(TOPIC, new byte[most + 1]));
    assertThat(scene.judgements()).isEmpty();
    assertThat(scene.tally(Tally.CONTENT_TOO_LARGE)).isEqualTo(1);
    scene.receive(1, Message.anonymous("other", new byte[1]));
    assertThat(scene.judgements()).isEmpty();
    assertThat(scene.tally(Tally.TOPIC_NOT_JOINED)).isEqualTo(1);
  }

  @Test
  void dropsOurOwnMessageFromOthers() {
    GossipRouter router =
        new GossipRouter(
            new HostKey(SigningKey.of(ones())).peerId(),
            GossipParameters.standard(),
            id -> Optional.empty(),
            new Random(1));
    router.join(TOPIC, SIGNED, 0);
    router.connected(new Arrival(peer(1), GossipVersion.V1_2, false, Optional.empty()));

    assertThat(router.received(peer(1), Rpc.of(author().sign(TOPIC, new byte[1])), 1)).isEmpty();
    assertThat(router.tallies().of(Tally.OWN_MESSAGE)).isEqualTo(1);
  }

  private static byte[] ones() {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 1);
    return seed;
  }

  @Test
  void boundsWhatWaitsForItsJudgement() {
    scene.join().members(1, 2);
    for (int i = 0; i < RULES.maxPending(); i++) {
      scene.receive(1, message(i));
      assertThat(scene.judgements()).hasSize(1);
    }
    assertThat(scene.router.pending(peer(1))).isEqualTo(RULES.maxPending());
    assertThat(scene.receive(2, message(-1)).last).isEmpty();
    assertThat(scene.tally(Tally.QUEUE_FULL)).isEqualTo(1);

    scene.last = scene.router.judged(1, Verdict.ACCEPT, scene.now);
    assertThat(scene.receive(2, message(-1)).judgements()).as("comes again").hasSize(1);
  }

  @Test
  void forgetsWhatWaitsWhenItLeavesTheTopic() {
    scene.join().members(1, 1).receive(1, message(1));
    List<Effect> waiting = scene.last;
    scene.router.leave(TOPIC, scene.now);
    assertThat(scene.router.pending(peer(1))).isZero();

    scene.last = waiting;
    assertThat(scene.judge(Verdict.ACCEPT).last).isEmpty();
  }

  @Test
  void joinsWithNewRulesWhatItOnlyPublishedTo() {
    scene.members(1, 2).publish(message(1));
    scene.last = scene.router.join(TOPIC, SIGNED, scene.now);
    scene.receive(1, message(2));

    assertThat(scene.tally(Tally.UNFIT_FOR_POLICY)).isEqualTo(1);
  }

  @Test
  void ignoresATicketThatDoesNotWait() {
    scene.join().members(1, 2).receive(1, message(1));
    long ticket = scene.judgements().get(0).ticket();
    scene.judge(Verdict.ACCEPT);

    assertThat(scene.router.judged(ticket, Verdict.ACCEPT, scene.now)).isEmpty();
  }

  @Test
  void tellsTheMeshAtOnceWhatItNeedNotSend() {
    scene.join().members(1, 3);
    scene.arrive(4, GossipVersion.V1_1, false).subscribe(4, true);
    assertThat(scene.mesh()).containsExactly(1, 2, 3, 4);

    scene.receive(1, message(1));
    assertThat(scene.toldNotWanted()).isEmpty();
    scene.receive(1, large(1));
    assertThat(scene.toldNotWanted()).containsExactly(2, 3);
  }

  @Test
  void tellsOfASignedMessageOnlyOnceItsSignatureHolds() {
    scene.last = scene.router.join(TOPIC, SIGNED, scene.now);
    scene.members(1, 3).receive(1, author().sign(TOPIC, new byte[4096]));
    assertThat(scene.toldNotWanted()).isEmpty();
    scene.judge(Verdict.ACCEPT);
    assertThat(scene.toldNotWanted()).containsExactly(2, 3);
  }

  @Test
  void sendsNobodyWhatItDoesNotWantForThreeHeartbeats() {
    List<MessageId> ids = List.of(id(message(1)), id(message(2)));
    scene.join().members(1, 3).dontWant(2, ids);
    scene.receive(1, message(1)).judge(Verdict.ACCEPT);
    assertThat(scene.forwarded()).containsExactly(3);
    assertThat(scene.tally(Tally.SPARED_BY_IDONTWANT)).isEqualTo(1);

    scene.beats(3).receive(1, message(2)).judge(Verdict.ACCEPT);
    assertThat(scene.forwarded()).containsExactly(2, 3);
  }

  @Test
  void floodsOurOwnMessageToAllMembersThatAreNotTooBad() {
    scene.join().members(1, 20);
    scene.arrive(21, GossipVersion.V1_2, false);
    scene.router.applicationScore(peer(7), -80);
    scene.router.applicationScore(peer(8), -80.5);
    scene.publish(message(1));

    assertThat(scene.forwarded()).hasSize(19).contains(7).doesNotContain(8, 21);
    assertThat(scene.publish(message(1)).last).as("published before").isEmpty();
  }

  @Test
  void publishesToTheMeshAloneIfTold() {
    RouterScene quiet = new RouterScene(GossipParameters.standard().flooding(false));
    quiet.join().members(1, 20);
    quiet.arrive(21, GossipVersion.FLOODSUB, false).subscribe(21, true);
    quiet.publish(message(1));

    List<Integer> expected = new ArrayList<>(quiet.mesh());
    expected.add(21);
    assertThat(quiet.forwarded()).isEqualTo(expected);
  }

  @Test
  void publishesToASteadyFanoutWithoutJoining() {
    RouterScene quiet = new RouterScene(GossipParameters.standard().flooding(false));
    quiet.members(1, 20).publish(message(1));
    List<Integer> fanout = quiet.forwarded();
    assertThat(fanout).hasSize(6);
    quiet.beats(59).publish(message(2));
    assertThat(quiet.forwarded()).isEqualTo(fanout);
    assertThat(quiet.mesh()).isEmpty();

    quiet.router.disconnected(peer(fanout.get(0)), quiet.now);
    quiet.beats(1).publish(message(3));
    assertThat(quiet.forwarded()).hasSize(6).containsAll(fanout.subList(1, 6));

    List<Integer> last = quiet.forwarded();
    quiet.join();
    assertThat(quiet.mesh()).isEqualTo(last);
  }

  @Test
  void alwaysServesDirectAndFloodsubPeers() {
    RouterScene direct =
        new RouterScene(GossipParameters.standard().flooding(false).withDirect(Set.of(peer(9))));
    direct.join().members(1, 2).members(9, 9);
    direct.arrive(8, GossipVersion.FLOODSUB, false).subscribe(8, true);
    direct.router.applicationScore(peer(9), -10_000);

    direct.receive(1, message(1)).judge(Verdict.ACCEPT);
    assertThat(direct.forwarded()).containsExactly(2, 8, 9);
    direct.receive(9, message(2)).judge(Verdict.ACCEPT);
    assertThat(direct.forwarded()).containsExactly(1, 2, 8);
  }

  @Test
  void hearsOnlySubscriptionsFromGraylistedPeers() {
    scene.join().arrive(1, GossipVersion.V1_2, false);
    scene.router.applicationScore(peer(1), -160.5);
    scene.subscribe(1, true).receive(1, message(1));

    assertThat(scene.judgements()).isEmpty();
    assertThat(scene.router.members(TOPIC)).containsExactly(peer(1));
    assertThat(scene.tally(Tally.RPC_OF_GRAYLISTED)).isEqualTo(2);
    scene.router.applicationScore(peer(1), -160);
    assertThat(scene.receive(1, message(1)).judgements()).hasSize(1);
  }
}
