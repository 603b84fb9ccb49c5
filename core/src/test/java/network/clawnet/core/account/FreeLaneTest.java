package network.clawnet.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.core.event.Changes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A13: the free lane is a rule of blocks, in block time")
class FreeLaneTest {
  private static final LaneLimits LIMITS = new LaneLimits(1_000, 10_000);

  private final Changes state = new Changes(key -> null);

  private FreeLane at(long time) {
    return FreeLane.at(state, LIMITS, time);
  }

  @Test
  void startsFull() {
    assertThat(at(5_000).bytes()).isEqualTo(10_000);
  }

  @Test
  void newcomersLeaveTheLowerHalfToOthers() {
    at(0).take(state, 4_000);

    assertThat(at(0).hasRoom(1_000, false, LIMITS)).isTrue();
    assertThat(at(0).hasRoom(1_001, false, LIMITS)).isFalse();
    assertThat(at(0).hasRoom(6_000, true, LIMITS)).isTrue();
    assertThat(at(0).hasRoom(6_001, true, LIMITS)).isFalse();
  }

  @Test
  void fillsWithBlockTimeUpToTheBurst() {
    at(0).take(state, 10_000);

    assertThat(at(0).bytes()).isZero();
    assertThat(at(999).bytes()).isEqualTo(999);
    assertThat(at(9_999).bytes()).isEqualTo(9_999);
    assertThat(at(1L << 60).bytes()).isEqualTo(10_000);
  }
}
