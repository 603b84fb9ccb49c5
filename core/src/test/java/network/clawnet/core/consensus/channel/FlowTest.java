package network.clawnet.core.consensus.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.testing.TestActor;
import org.junit.jupiter.api.Test;

final class FlowTest {
  private static final long SECOND = 1_000_000_000L;
  private static final PeerId PEER = PeerId.of(new TestActor("peer").did().key());

  @Test
  void aBurstPassesAndWhatIsBeyondItWaits() {
    Flow flow = new Flow(1_000, 5_000, 0);

    assertThat(flow.take(5_000, 0)).isZero();
    assertThat(flow.take(1, 0)).isBetween(SECOND / 1_000, SECOND / 1_000 + 1);
  }

  @Test
  void creditComesBackWithTimeAndNeverBeyondTheBurst() {
    Flow flow = new Flow(1_000, 5_000, 0);
    flow.take(5_000, 0);

    assertThat(flow.take(1_000, SECOND)).isZero();
    assertThat(flow.take(1, SECOND)).isPositive();
    assertThat(flow.take(5_000, 100 * SECOND)).isZero();
    assertThat(flow.take(1, 100 * SECOND)).isPositive();
  }

  @Test
  void aSteadySenderGetsExactlyTheRate() {
    Flow flow = new Flow(1_000_000, 10_000, 0);
    long now = 0;
    for (int i = 0; i < 10_000; i++) {
      now += flow.take(1_000, now);
    }

    assertThat(now).isBetween(9_900_000_000L, 10_100_000_000L);
  }

  @Test
  void everyFailureDoublesTheWaitUpToTheMost() {
    BackOff backOff = new BackOff(SECOND, 30 * SECOND, new SplittableRandom(1));
    assertThat(backOff.isDue(PEER, 0)).isTrue();
    backOff.begin(PEER);
    assertThat(backOff.isDue(PEER, 1_000 * SECOND)).isFalse();

    for (int failures = 1; failures < 12; failures++) {
      long wait = Math.min(30, 1L << (failures - 1)) * SECOND;
      backOff.failed(PEER, false, 0);
      assertThat(backOff.isDue(PEER, wait / 2 - 1)).as("after " + failures).isFalse();
      assertThat(backOff.isDue(PEER, wait)).as("after " + failures).isTrue();
      backOff.begin(PEER);
    }
  }

  @Test
  void aLastingFailureWaitsLongAtOnceAndSuccessForgetsAll() {
    BackOff backOff = new BackOff(SECOND, 30 * SECOND, new SplittableRandom(1));
    backOff.failed(PEER, true, 0);
    assertThat(backOff.isDue(PEER, 14 * SECOND)).isFalse();
    assertThat(backOff.isDue(PEER, 30 * SECOND)).isTrue();

    backOff.forget(PEER);
    assertThat(backOff.isDue(PEER, 0)).isTrue();
    assertThat(backOff.failures(PEER)).isZero();
  }

  @Test
  void aResetLeavesWhatRunsAlone() {
    BackOff backOff = new BackOff(SECOND, 30 * SECOND, new SplittableRandom(1));
    backOff.begin(PEER);
    backOff.reset();
    assertThat(backOff.isDue(PEER, 0)).isFalse();

    backOff.failed(PEER, true, 0);
    backOff.reset();
    assertThat(backOff.isDue(PEER, 0)).isTrue();
  }
}
