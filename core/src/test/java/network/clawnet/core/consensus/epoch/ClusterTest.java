package network.clawnet.core.consensus.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterTest {
  private static final long SECOND = 1_000 * Cluster.MS;

  @Test
  void aLoneValidatorMakesEachEventFinalAndThenIdles() {
    Cluster cluster = Cluster.of(1, 1);
    TestNode node = cluster.nodes.get(0);

    for (int i = 0; i < 20; i++) {
      String event = "event-" + i;
      node.submit(event);
      assertThat(cluster.runUntil(() -> node.ledger.finalEvents().contains(event), SECOND))
          .isTrue();
    }
    cluster.run(10 * SECOND);

    assertThat(node.height()).isEqualTo(20);
    assertThat(node.core.status().armed()).isFalse();
  }

  @Test
  @DisplayName("T-I4: a lone validator goes on after each crash, without peers")
  void aLoneValidatorRestarts() {
    Cluster cluster = Cluster.of(1, 1);
    TestNode node = cluster.nodes.get(0);

    for (int i = 0; i < 30; i++) {
      node.submit("event-" + i);
      cluster.run(i * Cluster.MS / 4);
      node.crash(i % 3);
      node.start();
    }

    assertThat(cluster.runUntil(() -> allFinal(cluster, 30), SECOND)).isTrue();
    assertThat(node.quarantined).isEmpty();
  }

  @Test
  void clustersOfFourAndSevenReachFinality() {
    for (int n : new int[] {2, 3, 4, 7}) {
      Seeds.forAll(
          5,
          random -> {
            Cluster cluster = Cluster.of(n, random.nextLong());
            for (int i = 0; i < 10; i++) {
              cluster.submit("event-" + i);
              cluster.run(random.nextInt(50) * Cluster.MS);
            }
            assertThat(cluster.runUntil(() -> allFinal(cluster, 10), 5 * SECOND)).isTrue();
          });
    }
  }

  @Test
  @DisplayName("T-I3, M7: four honest validators idle after one event")
  void idlesAfterOneEvent() {
    Seeds.forAll(
        20,
        random -> {
          Cluster cluster = Cluster.of(4, random.nextLong());
          cluster.submit("event");
          cluster.run(5 * SECOND);
          assertThat(allFinal(cluster, 1)).isTrue();
          assertThat(cluster.nodes.get(0).height()).isLessThan(4);
          assertThat(cluster.nodes).noneMatch(it -> it.core.status().armed());
          int sent = cluster.sent.size();
          cluster.run(60 * SECOND);
          assertThat(cluster.sent).hasSize(sent);
        });
  }

  @Test
  void aSilentValidatorCostsOnlyItsTurns() {
    Cluster cluster = Cluster.of(4, 3);
    cluster.nodes.get(2).crash();

    for (int i = 0; i < 12; i++) {
      cluster.submit("event-" + i);
      cluster.run(200 * Cluster.MS);
    }

    assertThat(cluster.runUntil(() -> allFinal(cluster, 12), 5 * SECOND)).isTrue();
  }

  @Test
  @DisplayName("T-A25: whoever makes no blocks gives its turns away at once, and its votes count")
  void whoMakesNoBlocksStillVotes() {
    Cluster cluster = Cluster.of(4, 5);
    TestNode sparing = cluster.nodes.get(1);
    sparing.sparing = true;
    for (int i = 0; i < 12; i++) {
      cluster.submit("event-" + i);
      int events = i + 1;
      assertThat(cluster.runUntil(() -> allFinal(cluster, events), 100 * Cluster.MS))
          .as("event %d does not wait for a timeout", i)
          .isTrue();
    }
    int own = Cluster.equal(0, 4).indexOf(sparing.key);
    assertThat(sparing.ledger.chain.stream().skip(1))
        .isNotEmpty()
        .noneMatch(it -> it.header().slot().proposer() == own);

    cluster.nodes.get(2).crash();
    cluster.submit("with three of four");
    assertThat(cluster.runUntil(() -> allFinal(cluster, 13), 5 * SECOND)).isTrue();
  }

  @Test
  void aCrashedValidatorCatchesUpByMessages() {
    Cluster cluster = Cluster.of(4, 4);
    cluster.nodes.get(1).crash();
    for (int i = 0; i < 10; i++) {
      cluster.submit("event-" + i);
      cluster.run(200 * Cluster.MS);
    }
    cluster.nodes.get(1).start();
    cluster.submit("last");

    assertThat(cluster.runUntil(() -> allFinal(cluster, 11), 5 * SECOND)).isTrue();
  }

  @Test
  void epochsFollowEachOtherWithTheSameAndWithAnotherSet() {
    Seeds.forAll(
        10,
        random -> {
          List<ValidatorSet> sets =
              List.of(Cluster.equal(0, 4), Cluster.equal(0, 4), Cluster.equal(1, 4));
          Cluster cluster = Cluster.of(5, sets, 400, random.nextLong());
          for (int i = 0; i < 30; i++) {
            cluster.submit("event-" + i);
            cluster.run(50 * Cluster.MS);
          }
          List<TestNode> members = cluster.nodes.subList(1, 4);
          assertThat(
                  cluster.runUntil(
                      () -> members.stream().allMatch(it -> it.ledger.finalEvents().size() == 30),
                      10 * SECOND))
              .isTrue();
          assertThat(members.get(0).core.status().epoch()).isGreaterThanOrEqualTo(2);
        });
  }

  @Test
  void restartsOfAllAtOnceLoseNothingFinal() {
    Seeds.forAll(
        20,
        random -> {
          Cluster cluster = Cluster.of(4, random.nextLong());
          for (int i = 0; i < 10; i++) {
            cluster.submit("event-" + i);
            cluster.run(random.nextInt(30) * Cluster.MS / 2);
            if (random.nextInt(3) == 0) {
              cluster.nodes.forEach(it -> it.crash(random.nextInt(3)));
              cluster.run(random.nextInt(20) * Cluster.MS);
              cluster.nodes.forEach(TestNode::start);
            }
          }
          assertThat(cluster.runUntil(() -> allFinal(cluster, 10), 20 * SECOND)).isTrue();
          assertThat(cluster.nodes).allMatch(it -> it.quarantined.isEmpty());
          assertThat(cluster.nodes).allMatch(it -> it.evidence.isEmpty());
        });
  }

  @Test
  void heavyLossOnlyDelays() {
    Seeds.forAll(
        20,
        random -> {
          Cluster cluster = Cluster.of(4, random.nextLong());
          cluster.lost = it -> random.nextInt(10) < 3;
          for (int i = 0; i < 10; i++) {
            cluster.submit("event-" + i);
            cluster.run(20 * Cluster.MS);
          }
          cluster.run(2 * SECOND);
          cluster.lost = it -> false;
          assertThat(cluster.runUntil(() -> allFinal(cluster, 10), 20 * SECOND)).isTrue();
          assertThat(cluster.nodes).allMatch(it -> it.penalized.isEmpty());
        });
  }

  static boolean allFinal(Cluster cluster, int events) {
    return cluster.nodes.stream()
        .filter(it -> it.up)
        .allMatch(it -> it.ledger.finalEvents().size() == events);
  }
}
