package network.clawnet.core.consensus.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.Test;

/** Crashes, loss, partitions and short epochs at random; then healing. */
class ChaosTest {
  private static final long SECOND = 1_000 * Cluster.MS;
  private static final int TRIES = Integer.getInteger("clawnet.chaos", 60);

  @Test
  void noForkNoDoubleVoteAndProgressAfterHealing() {
    Seeds.forAll(TRIES, ChaosTest::chaos);
  }

  private static void chaos(Random random) {
    int n = List.of(1, 2, 3, 4, 4, 4, 7).get(random.nextInt(7));
    long epochMs = random.nextBoolean() ? 300 : 1L << 50;
    Cluster cluster = Cluster.of(n + 1, sets(n, random), epochMs, random.nextLong());
    cluster.fsyncNs = (1 + random.nextInt(200)) * Cluster.MS / 10;
    disturb(cluster, random);
    int events = heal(cluster);

    boolean done = cluster.runUntil(() -> isFinal(cluster, "after"), 40 * SECOND);

    assertThat(done).as("progress after healing").isTrue();
    assertThat(events).isNotNegative();
    assertThat(cluster.nodes)
        .allMatch(it -> it.halted.isEmpty() && it.penalized.isEmpty())
        .allMatch(it -> it.quarantined.isEmpty() && it.evidence.isEmpty());
    noDoubleVote(cluster);
  }

  private static List<ValidatorSet> sets(int n, Random random) {
    List<ValidatorSet> sets = new ArrayList<>();
    for (int epoch = 0; epoch < 6; epoch++) {
      List<Validator> members = new ArrayList<>();
      int out = epoch < 2 ? n : random.nextInt(n + 1);
      for (int i = 0; i <= n; i++) {
        if (i != out) {
          members.add(new Validator(Keys.key(i), n < 4 ? 1 : 1 + random.nextInt(2)));
        }
      }
      sets.add(ValidatorSet.of(members));
    }
    return sets;
  }

  private static void disturb(Cluster cluster, Random random) {
    int loss = random.nextInt(3) * 20;
    int[] side = new int[cluster.nodes.size()];
    cluster.lost =
        it ->
            random.nextInt(100) < loss
                || side[index(cluster, it.from())] != side[index(cluster, it.to())];
    int crashes = random.nextInt(4);
    for (int round = 0; round < 60; round++) {
      if (random.nextInt(3) == 0) {
        cluster.nodes.get(random.nextInt(side.length)).submit("event-" + round);
      }
      if (random.nextInt(6) == 0) {
        side[random.nextInt(side.length)] = random.nextInt(2);
      }
      if (random.nextInt(8) < crashes) {
        TestNode node = cluster.nodes.get(random.nextInt(side.length));
        if (node.up) {
          node.crash(random.nextInt(4));
        } else {
          node.start();
        }
      }
      cluster.run(random.nextInt(40) * Cluster.MS);
    }
  }

  private static int heal(Cluster cluster) {
    cluster.lost = it -> false;
    for (TestNode node : cluster.nodes) {
      if (!node.up) {
        node.start();
      }
    }
    follow(cluster);
    cluster.submit("after");
    return cluster.nodes.size();
  }

  /** Observers follow by block sync. */
  private static void follow(Cluster cluster) {
    for (TestNode node : cluster.nodes) {
      boolean member = node.ledger.epoch().validators().indexOf(node.key) >= 0;
      boolean behind =
          cluster.nodes.stream().anyMatch(it -> it.ledger.epoch().epoch() > epoch(node));
      if (!member || behind) {
        node.sync();
      }
    }
    cluster.after(300 * Cluster.MS, () -> follow(cluster));
  }

  private static long epoch(TestNode node) {
    return node.ledger.epoch().epoch();
  }

  private static boolean isFinal(Cluster cluster, String event) {
    return cluster.nodes.stream().allMatch(it -> it.ledger.finalEvents().contains(event));
  }

  private static int index(Cluster cluster, network.clawnet.core.crypto.PublicKey key) {
    return cluster.nodes.indexOf(cluster.node(key));
  }

  /** I3: over its whole life, no key sends two votes that conflict. */
  static void noDoubleVote(Cluster cluster) {
    Map<String, List<Vote>> votes = new TreeMap<>();
    for (Cluster.Parcel parcel : cluster.sent) {
      Payload payload = parcel.message().payload();
      if (payload instanceof Payload.OfVote it) {
        note(votes, parcel, it.vote());
      } else if (payload instanceof Payload.OfProposal it) {
        note(votes, parcel, it.proposal().vote());
      }
    }
    votes.values().forEach(ChaosTest::assertNoConflict);
  }

  private static void note(Map<String, List<Vote>> votes, Cluster.Parcel parcel, Vote vote) {
    String view = vote.ballot().epoch() + "/" + vote.ballot().view();
    List<Vote> known = votes.computeIfAbsent(parcel.from() + " " + view, it -> new ArrayList<>());
    if (!known.contains(vote)) {
      known.add(vote);
    }
  }

  private static void assertNoConflict(List<Vote> votes) {
    for (Vote one : votes) {
      for (Vote two : votes) {
        assertThat(Equivocation.conflicts(one.ballot(), two.ballot()))
            .as("%s against %s", one, two)
            .isFalse();
      }
    }
  }
}
