package network.clawnet.p2p.gossip.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GossipSimulationTest {
  private static final double ENOUGH = 0.999;

  @Test
  void reachesTwoHundredNodesDespiteLoss() {
    GossipSimulation.Outcome outcome = GossipSimulation.run(1, 200, 0.01, 64);
    System.out.println(outcome);

    assertThat(outcome.share()).isGreaterThanOrEqualTo(ENOUGH);
    assertThat(outcome.duplicates()).isBetween(1.0, 8.0);
    assertThat(outcome.mesh().getMin()).isGreaterThanOrEqualTo(5);
    assertThat(outcome.mesh().getMax()).isLessThanOrEqualTo(14);
    assertThat(outcome.recovered()).isPositive();
  }

  @Test
  void sendsFewerCopiesOfWhatPeersSayTheyHave() {
    GossipSimulation.Outcome small = GossipSimulation.run(2, 100, 0, 4095);
    GossipSimulation.Outcome large = GossipSimulation.run(2, 100, 0, 4096);

    assertThat(small.share()).isEqualTo(1);
    assertThat(large.share()).isEqualTo(1);
    assertThat(large.duplicates()).isLessThan(small.duplicates());
  }

  @Test
  void repeatsTheRunOfASeed() {
    assertThat(GossipSimulation.run(3, 40, 0.02, 64))
        .hasToString(GossipSimulation.run(3, 40, 0.02, 64).toString());
  }
}
