package network.clawnet.p2p.dial;

import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.p2p.multiaddr.Multiaddr;
import org.junit.jupiter.api.Test;

final class BackOffTest {
  private final BackOff backOff = new BackOff();

  private static Multiaddr address(int number) throws DecodeException {
    return Multiaddr.parse("/ip4/10.0." + (number >> 8) + "." + (number & 255) + "/tcp/1");
  }

  @Test
  void waitsLongerAfterEachFailureUpToFiveMinutes() throws DecodeException {
    long now = 0;
    long[] waits = {5_000, 6_000, 9_000, 14_000, 21_000};
    for (long wait : waits) {
      backOff.failed(now, address(1));
      assertThat(backOff.holds(now + wait - 1, address(1))).isTrue();
      assertThat(backOff.holds(now + wait, address(1))).isFalse();
      now += wait;
    }
    for (int i = 0; i < 100; i++) {
      backOff.failed(now, address(1));
    }

    assertThat(backOff.holds(now + BackOff.MAX_MILLIS - 1, address(1))).isTrue();
    assertThat(backOff.holds(now + BackOff.MAX_MILLIS, address(1))).isFalse();
  }

  @Test
  void forgetsFailuresAfterASuccess() throws DecodeException {
    backOff.failed(0, address(1));
    backOff.failed(0, address(1));
    backOff.succeeded(address(1));
    assertThat(backOff.holds(0, address(1))).isFalse();

    backOff.failed(0, address(1));

    assertThat(backOff.holds(BackOff.FIRST_MILLIS, address(1))).isFalse();
  }

  @Test
  void remembersBoundedlyManyAddresses() throws DecodeException {
    for (int i = 0; i <= BackOff.MAX_ADDRESSES; i++) {
      backOff.failed(0, address(i));
    }

    assertThat(backOff.size()).isEqualTo(BackOff.MAX_ADDRESSES);
    assertThat(backOff.holds(0, address(0))).isFalse();
    assertThat(backOff.holds(0, address(1))).isTrue();
  }
}
