package network.clawnet.core.sync.serve;

import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.core.identity.PeerId;
import network.clawnet.core.testing.TestActor;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final long SECOND = 1_000_000_000L;

  private final Allowance allowance = new Allowance(new Allowance.Rates(100, 250), 0);

  private static PeerId peer(String name) {
    return PeerId.of(new TestActor(name).did().key());
  }

  @Test
  void aPeerHasASecondAtOnceAndThenWaits() {
    assertThat(allowance.take(peer("a"), 100, 0)).isZero();
    assertThat(allowance.take(peer("a"), 50, 0)).isEqualTo(SECOND / 2);
    assertThat(allowance.take(peer("a"), 50, 2 * SECOND)).isZero();
  }

  @Test
  void allTogetherHaveTheirOwnLimit() {
    assertThat(allowance.take(peer("a"), 100, 0)).isZero();
    assertThat(allowance.take(peer("b"), 100, 0)).isZero();
    assertThat(allowance.take(peer("c"), 100, 0)).isEqualTo(SECOND / 5);
  }

  @Test
  void aLongRestSavesNoMoreThanASecond() {
    assertThat(allowance.take(peer("a"), 150, 1_000 * SECOND)).isEqualTo(SECOND / 2);
  }
}
