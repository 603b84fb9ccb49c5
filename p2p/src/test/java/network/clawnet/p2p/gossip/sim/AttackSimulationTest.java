package network.clawnet.p2p.gossip.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import network.clawnet.p2p.gossip.router.GossipParameters;
import network.clawnet.p2p.gossip.router.Tallies.Tally;
import network.clawnet.p2p.gossip.score.Decay;
import network.clawnet.p2p.gossip.score.ScoreParameters;
import network.clawnet.p2p.gossip.score.ScoreThresholds;
import network.clawnet.p2p.gossip.score.TopicScoreParameters;
import network.clawnet.p2p.gossip.score.TopicScoreParameters.MeshDeliveries;
import network.clawnet.p2p.gossip.score.TopicScoreParameters.Term;
import network.clawnet.p2p.testing.Latency;
import network.clawnet.p2p.testing.Links;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Forty honest nodes under attack: the bad are scored out, and the good do not notice. */
final class AttackSimulationTest {
  private static final int HONEST = 40;
  private static final int DIALS = 8;
  private static final int WARM_UP_MESSAGES = 80;
  private static final ScoreThresholds THRESHOLDS = ScoreThresholds.standard();
  private static final double ENOUGH = 0.999;

  /** How it is without any attacker. */
  private static Deliveries calm = new Deliveries(0);

  private final List<Integer> attackers = new ArrayList<>();

  @BeforeAll
  static void runWithoutAttackers() {
    calm = run(world(parameters())).deliveries();
  }

  private static GossipParameters parameters() {
    return GossipParameters.standard().flooding(false);
  }

  private static GossipWorld world(GossipParameters parameters) {
    Links links = new Links(Latency.longTailed(40, 0.4), 0.01, true);
    GossipWorld world =
        new GossipWorld(11, links, parameters)
            .addresses(number -> number < HONEST ? "20." + number + ".0.1" : "203.0.113." + number);
    world.addHonest(HONEST);
    world.connectHonest(DIALS);
    return world;
  }

  private GossipWorld attacked(
      GossipParameters parameters, Attacker.Harm harm, int count, long pauseMillis) {
    GossipWorld world = world(parameters);
    for (int i = 0; i < count; i++) {
      attackers.add(Attacker.add(world, harm, pauseMillis));
    }
    return run(world);
  }

  private static GossipWorld run(GossipWorld world) {
    world.publishMany(WARM_UP_MESSAGES, 250);
    world.deliveries().measureFromHere();
    world.publishMany(100, 100);
    world.network().runFor(7000);
    return world;
  }

  private static void assertHonestUnharmed(GossipWorld world) {
    assertThat(world.deliveries().share(world.honestNumbers())).isGreaterThanOrEqualTo(ENOUGH);
    assertThat(world.deliveries().delayMillis(0.5)).isLessThanOrEqualTo(2 * calm.delayMillis(0.5));
    assertThat(world.deliveries().delayMillis(0.99))
        .isLessThanOrEqualTo(2 * calm.delayMillis(0.99));
    for (GossipNode node : world.honest()) {
      for (GossipNode other : world.honest()) {
        assertThat(node.router().score(other.id())).isGreaterThanOrEqualTo(0);
      }
    }
  }

  private long placesInMeshes(GossipWorld world) {
    return world.honest().stream()
        .flatMap(node -> node.router().mesh(GossipWorld.TOPIC).stream())
        .filter(peer -> attackers.contains(PeerIds.numberOf(peer)))
        .count();
  }

  /** Returns the best score that any honest node gives any attacker. */
  private double bestScore(GossipWorld world) {
    return scores(world).stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  private List<Double> scores(GossipWorld world) {
    return world.honest().stream()
        .flatMap(node -> attackers.stream().map(number -> node.router().score(PeerIds.of(number))))
        .toList();
  }

  private static long sum(GossipWorld world, ToLongFunction<GossipNode> of) {
    return world.honest().stream().mapToLong(of).sum();
  }

  private static long tally(GossipWorld world, Tally tally) {
    return sum(world, node -> node.router().tallies().of(tally));
  }

  @Test
  void whoeverGraftsWithoutEndIsGraylisted() {
    GossipWorld world = attacked(parameters(), Attacker.Harm.GRAFT_SPAM, 20, 200);

    long refused = 20L * HONEST - placesInMeshes(world);
    assertThat(refused).isGreaterThan(10 * HONEST);
    assertThat(scores(world).stream().filter(it -> it < THRESHOLDS.graylist()).count())
        .isGreaterThanOrEqualTo(refused * 9 / 10);
    assertHonestUnharmed(world);
  }

  @Test
  void whoeverPromisesWhatIsNotThereIsNotHeardAnyMore() {
    GossipWorld world = attacked(parameters(), Attacker.Harm.IHAVE_SPAM, 1, 1000);

    assertThat(bestScore(world)).isLessThan(THRESHOLDS.gossip());
    assertThat(placesInMeshes(world)).isZero();
    assertThat(tally(world, Tally.PROMISES_BROKEN)).isPositive();
    assertThat(tally(world, Tally.IWANT_SENT))
        .as("asked at most while it was trusted: some seconds at 5000 ids")
        .isLessThan(HONEST * 5000L * 12);
    assertHonestUnharmed(world);
  }

  @Test
  void whoeverAsksWithoutEndIsGivenLittleAndThenNothing() {
    GossipWorld world = attacked(parameters(), Attacker.Harm.IWANT_SPAM, 3, 100);

    assertThat(bestScore(world)).isLessThan(0);
    assertThat(tally(world, Tally.IWANT_ANSWERED))
        .isLessThan((long) world.deliveries().size() * HONEST * 3 * 3);
    assertThat(placesInMeshes(world)).isZero();
    assertHonestUnharmed(world);
  }

  @Test
  void whoeverSendsInvalidMessagesIsGraylisted() {
    GossipWorld world = attacked(parameters(), Attacker.Harm.INVALID_SPAM, 5, 100);

    assertThat(bestScore(world)).isLessThan(THRESHOLDS.graylist());
    assertThat(placesInMeshes(world)).isZero();
    assertThat(tally(world, Tally.REJECTED)).isLessThan(5L * HONEST * 10);
    assertHonestUnharmed(world);
  }

  @Test
  void sybilsInOneNetworkHaveNoSay() {
    GossipWorld world = attacked(parameters(), Attacker.Harm.SILENCE, 60, 1000);

    assertThat(placesInMeshes(world)).isZero();
    assertThat(bestScore(world)).isLessThan(THRESHOLDS.graylist());
    assertHonestUnharmed(world);
  }

  @Test
  void silentPeersLoseTheirPlacesWhereDeliveriesAreOwed() {
    TopicScoreParameters owing =
        TopicScoreParameters.standard()
            .owing(
                new MeshDeliveries(-1, Decay.factor(20_000), 100, 10, 500, 5000),
                new Term(-1, Decay.factor(20_000)));
    GossipParameters parameters =
        parameters()
            .with(
                new GossipParameters.Scoring(
                    ScoreParameters.standard()
                        .with(owing)
                        .with(new ScoreParameters.Colocation(0, 1, 1, true)),
                    ScoreThresholds.standard()));
    GossipWorld world = world(parameters);
    for (int i = 0; i < 40; i++) {
      attackers.add(Attacker.add(world, Attacker.Harm.SILENCE, 1000));
    }
    world.network().runFor(2000);
    long before = placesInMeshes(world);
    world.publishMany(200, 50);
    world.network().runFor(7000);

    assertThat(before).isGreaterThan(5 * HONEST);
    assertThat(placesInMeshes(world)).isLessThan(before / 4);
    assertThat(world.deliveries().share(world.honestNumbers())).isGreaterThanOrEqualTo(ENOUGH);
  }

  @Test
  void gossipReachesThoseWhoseMeshIsSilent() {
    GossipParameters trusting =
        parameters()
            .with(
                new GossipParameters.Scoring(
                    ScoreParameters.standard().with(new ScoreParameters.Colocation(0, 1, 1, true)),
                    ScoreThresholds.standard()));
    GossipWorld world = attacked(trusting, Attacker.Harm.SILENCE, 30, 1000);

    assertThat(placesInMeshes(world)).isPositive();
    assertThat(world.deliveries().share(world.honestNumbers())).isGreaterThanOrEqualTo(ENOUGH);
  }
}
