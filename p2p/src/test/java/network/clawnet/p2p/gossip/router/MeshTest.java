package network.clawnet.p2p.gossip.router;

import static network.clawnet.p2p.gossip.router.RouterScene.TOPIC;
import static network.clawnet.p2p.gossip.router.RouterScene.peer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import network.clawnet.p2p.gossip.router.Tallies.Tally;
import network.clawnet.p2p.gossip.rpc.Control;
import network.clawnet.p2p.gossip.rpc.GossipVersion;
import network.clawnet.p2p.gossip.rpc.Rpc;
import org.junit.jupiter.api.Test;

final class MeshTest {
  private final RouterScene scene = new RouterScene();

  @Test
  void greetsANewPeerWithOurTopicsAndNoOther() {
    scene.join().arrive(1, GossipVersion.V1_2, true);

    assertThat(scene.sentTo(1)).containsExactly(Rpc.of(List.of(new Rpc.Subscription(TOPIC, true))));
    assertThat(new RouterScene().arrive(1, GossipVersion.V1_2, true).last).isEmpty();
  }

  @Test
  void tellsAllPeersWhenWeJoinAndLeave() {
    scene.arrive(1, GossipVersion.V1_2, true).arrive(2, GossipVersion.FLOODSUB, true).join();

    assertThat(scene.sentTo(1)).containsExactlyElementsOf(scene.sentTo(2)).hasSize(1);
    scene.last = scene.router.leave(TOPIC, scene.now);
    assertThat(scene.sentTo(2))
        .containsExactly(Rpc.of(List.of(new Rpc.Subscription(TOPIC, false))));
  }

  @Test
  void graftsMembersUpToTheSizeWantedWhenWeJoin() {
    scene.members(1, 20).join();

    assertThat(scene.grafted()).hasSize(6).isEqualTo(scene.mesh());
    assertThat(scene.kept()).hasSize(6).allMatch(Effect.Keep::keep);
  }

  @Test
  void graftsANewMemberAtOnceWhileTheMeshIsThin() {
    scene.join().members(1, 5);
    assertThat(scene.mesh()).containsExactly(1, 2, 3, 4, 5);
    assertThat(scene.grafted()).containsExactly(5);

    scene.members(6, 6);
    assertThat(scene.mesh()).hasSize(5);
    assertThat(scene.grafted()).isEmpty();
  }

  @Test
  void graftsNoFloodsubPeerAndNoDirectPeer() {
    RouterScene direct = new RouterScene(GossipParameters.standard().withDirect(Set.of(peer(2))));
    direct.join().arrive(1, GossipVersion.FLOODSUB, false).subscribe(1, true).members(2, 3);

    assertThat(direct.mesh()).containsExactly(3);
    direct.graft(2);
    assertThat(direct.prunesTo(2)).hasSize(1);
    assertThat(direct.tally(Tally.GRAFT_OF_DIRECT_PEER)).isEqualTo(1);
    direct.graft(1);
    assertThat(direct.mesh()).containsExactly(3);
  }

  @Test
  void takesWhoeverGraftsUntilTheMeshIsFull() {
    scene.join().members(1, 20);
    for (int i = 6; i <= 12; i++) {
      scene.graft(i);
    }
    assertThat(scene.mesh()).hasSize(12);

    scene.graft(13);
    assertThat(scene.mesh()).hasSize(12).doesNotContain(13);
    assertThat(scene.prunesTo(13)).singleElement().matches(it -> it.backoffSeconds() == 60);
    assertThat(scene.prunesTo(13).get(0).suggested()).hasSize(16);
    assertThat(scene.tally(Tally.GRAFT_INTO_FULL_MESH)).isEqualTo(1);

    scene.arrive(30, GossipVersion.V1_2, true).graft(30);
    assertThat(scene.mesh()).contains(30); // we dialled it ourselves: no sybil
  }

  @Test
  void ignoresAGraftForATopicThatWeHaveNotJoined() {
    scene.arrive(1, GossipVersion.V1_2, false).graft(1);

    assertThat(scene.last).isEmpty();
    assertThat(scene.tally(Tally.TOPIC_NOT_JOINED)).isEqualTo(1);
  }

  @Test
  void shrinksAMeshThatIsTooLargeAndKeepsWhomWeDialled() {
    scene.join().members(1, 12);
    IntStream.rangeClosed(6, 12).forEach(scene::graft);
    for (int i = 13; i <= 15; i++) {
      scene.arrive(i, GossipVersion.V1_2, true).subscribe(i, true).graft(i);
    }
    assertThat(scene.mesh()).hasSize(15);

    scene.beats(1);

    assertThat(scene.mesh()).hasSize(6);
    assertThat(scene.mesh().stream().filter(it -> it > 12).count()).isGreaterThanOrEqualTo(2);
    assertThat(scene.pruned()).hasSize(9).doesNotContainAnyElementsOf(scene.mesh());
    assertThat(scene.kept()).hasSize(9).noneMatch(Effect.Keep::keep);
  }

  @Test
  void addsPeersThatWeDialledIfThereAreTooFew() {
    scene.join().members(1, 6);
    scene.arrive(7, GossipVersion.V1_2, true).subscribe(7, true);
    scene.arrive(8, GossipVersion.V1_2, true).subscribe(8, true);
    assertThat(scene.mesh()).doesNotContain(7, 8);

    scene.beats(1);

    assertThat(scene.mesh()).contains(7, 8);
  }

  @Test
  void pausesForAsLongAsAPruneTells() {
    scene.join().members(1, 1).prune(1, 10);
    assertThat(scene.mesh()).isEmpty();

    scene.beats(10);
    assertThat(scene.mesh()).isEmpty();
    scene.beats(1); // one heartbeat of slack for the other's clock
    assertThat(scene.mesh()).containsExactly(1);
  }

  @Test
  void pausesForAnHourAtMostWhateverAPruneTells() {
    scene.join().members(1, 1).prune(1, Long.MAX_VALUE);

    scene.beats(3600);
    assertThat(scene.mesh()).isEmpty();
    scene.beats(1);
    assertThat(scene.mesh()).containsExactly(1);
  }

  @Test
  void pausesForTheDefaultIfAPruneTellsNothing() {
    scene.join().members(1, 1).prune(1, 0);

    scene.beats(60);
    assertThat(scene.mesh()).isEmpty();
    scene.beats(1);
    assertThat(scene.mesh()).containsExactly(1);
  }

  @Test
  void punishesAGraftDuringThePauseAndDoublyAtItsBeginning() {
    scene.join().members(1, 1).prune(1, 0);
    scene.now += 9_999;
    scene.graft(1);
    assertThat(scene.tally(Tally.GRAFT_IN_BACKOFF)).isEqualTo(1);
    assertThat(scene.tally(Tally.GRAFT_TOO_EARLY)).isEqualTo(1);
    assertThat(scene.prunesTo(1)).singleElement().matches(it -> it.suggested().isEmpty());

    scene.now += 10_000; // the pause began again
    scene.graft(1);
    assertThat(scene.tally(Tally.GRAFT_IN_BACKOFF)).isEqualTo(2);
    assertThat(scene.tally(Tally.GRAFT_TOO_EARLY)).isEqualTo(1);

    scene.now += 60_000;
    scene.graft(1);
    assertThat(scene.mesh()).containsExactly(1);
  }

  @Test
  void remembersThePauseOfAPeerThatReconnects() {
    scene.join().members(1, 1).prune(1, 0);
    scene.router.disconnected(peer(1), scene.now);
    scene.members(1, 1);

    assertThat(scene.mesh()).isEmpty();
  }

  @Test
  void leavesAMeshWithAShortPauseForBothSides() {
    scene.join().members(1, 1);
    scene.last = scene.router.leave(TOPIC, scene.now);
    assertThat(scene.prunesTo(1)).singleElement().matches(it -> it.backoffSeconds() == 10);

    scene.join();
    assertThat(scene.mesh()).isEmpty();
    scene.beats(11);
    assertThat(scene.mesh()).containsExactly(1);
  }

  @Test
  void refusesPeersWithABadScoreAndDropsThemFromTheMesh() {
    scene.join().members(1, 2);
    scene.router.applicationScore(peer(1), -1);
    scene.beats(1);
    assertThat(scene.mesh()).containsExactly(2);
    assertThat(scene.prunesTo(1)).singleElement().matches(it -> it.suggested().isEmpty());

    scene.arrive(3, GossipVersion.V1_2, false);
    scene.router.applicationScore(peer(3), -1);
    scene.graft(3);
    assertThat(scene.mesh()).containsExactly(2);
    assertThat(scene.tally(Tally.GRAFT_OF_BAD_PEER)).isEqualTo(1);
  }

  @Test
  void graftsBetterPeersWhenTheMeshIsMediocre() {
    scene.join().members(1, 10).beats(1);
    List<Integer> before = scene.mesh();
    List<Integer> outside =
        IntStream.rangeClosed(1, 10).boxed().filter(it -> !before.contains(it)).toList();
    outside.forEach(it -> scene.router.applicationScore(peer(it), 5));

    scene.beats(58);
    assertThat(scene.mesh()).isEqualTo(before);
    scene.beats(1);

    assertThat(scene.mesh()).hasSize(before.size() + 2).containsAll(before);
  }

  @Test
  void followsSuggestionsOfTrustedPeersOnly() {
    Control.Suggestion suggestion = new Control.Suggestion(peer(9), new byte[] {7});
    scene.join().members(1, 1).prune(1, 0, suggestion);
    assertThat(scene.met()).isEmpty();
    assertThat(scene.tally(Tally.EXCHANGE_NOT_TRUSTED)).isEqualTo(1);

    scene.router.applicationScore(peer(1), 10);
    scene.prune(1, 0, suggestion, new Control.Suggestion(peer(1), new byte[0]));
    assertThat(scene.met()).containsExactly(9);
  }

  @Test
  void suggestsOthersWithTheirSignedRecords() {
    scene.records.put(peer(2), new byte[] {1, 2, 3});
    scene.join().members(1, 13);
    IntStream.rangeClosed(6, 12).forEach(scene::graft);
    scene.graft(13);

    assertThat(scene.prunesTo(13).get(0).suggested())
        .anyMatch(it -> it.peer().equals(peer(2)) && it.record().length == 3)
        .noneMatch(it -> it.peer().equals(peer(13)));
  }

  @Test
  void forgetsPeersThatUnsubscribeOrDisconnect() {
    scene.join().members(1, 2).subscribe(1, false);
    assertThat(scene.mesh()).containsExactly(2);
    assertThat(scene.router.members(TOPIC)).containsExactly(peer(2));

    scene.last = scene.router.disconnected(peer(2), scene.now);
    assertThat(scene.mesh()).isEmpty();
    assertThat(scene.last).isEmpty();
    assertThat(scene.router.members(TOPIC)).isEmpty();
  }

  @Test
  void remembersABoundedNumberOfTopicsPerPeer() {
    scene.arrive(1, GossipVersion.V1_2, false);
    scene.receive(
        1,
        Rpc.of(
            IntStream.rangeClosed(0, RouterLimits.MAX_TOPICS_PER_PEER)
                .mapToObj(i -> new Rpc.Subscription("x" + i, true))
                .toList()));

    assertThat(scene.tally(Tally.TOPICS_OVER_LIMIT)).isEqualTo(1);
    assertThat(scene.router.members("x999")).hasSize(1);
    assertThat(scene.router.members("x1000")).isEmpty();
  }

  @Test
  void seeksDirectPeersThatAreNotThere() {
    RouterScene direct =
        new RouterScene(GossipParameters.standard().withDirect(Set.of(peer(1), peer(2))));
    direct.members(1, 1).beats(1);
    assertThat(direct.met()).containsExactly(2);
    assertThat(direct.beats(299).met()).isEmpty();
    assertThat(direct.beats(1).met()).containsExactly(2);
  }

  @Test
  void ignoresWhatStrangersSay() {
    scene.join().graft(1);

    assertThat(scene.last).isEmpty();
    assertThat(scene.tally(Tally.RPC_OF_STRANGER)).isEqualTo(1);
  }
}
