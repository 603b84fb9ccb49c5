package network.clawnet.p2p.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EntranceTest {
  private static final ConnectionLimits LIMITS = new ConnectionLimits(100, 80, 60, 50, 8, 3, 5);

  private final Entrance entrance = new Entrance(LIMITS);

  private static InetAddress ip(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Optional<Refusal> enter(String ip) {
    return entrance.enter(0, ip(ip), 0);
  }

  @Test
  void refusesOneConnectionTooManyOfAnAddressAndTakesOneBackWhenOneLeaves() {
    for (int i = 0; i < 3; i++) {
      assertThat(enter("192.0.2.1")).isEmpty();
    }

    assertThat(enter("192.0.2.1")).contains(Refusal.ADDRESS_FULL);
    entrance.leave(ip("192.0.2.1"));
    assertThat(enter("192.0.2.1")).isEmpty();
  }

  @Test
  void refusesOneConnectionTooManyOfANetwork() {
    for (int i = 1; i <= 5; i++) {
      assertThat(enter("192.0.2." + i)).isEmpty();
    }

    assertThat(enter("192.0.2.99")).contains(Refusal.NETWORK_FULL);
    assertThat(enter("192.0.3.1")).isEmpty();
  }

  @Test
  void countsAnIpv6SubnetAsOneAddressAndAFortyEightAsOneNetwork() {
    for (int i = 1; i <= 3; i++) {
      assertThat(enter("2001:db8:1:1::" + i)).isEmpty();
    }

    assertThat(enter("2001:db8:1:1::4")).contains(Refusal.ADDRESS_FULL);
    assertThat(enter("2001:db8:1:2::1")).isEmpty();
    assertThat(enter("2001:db8:1:3::1")).isEmpty();
    assertThat(enter("2001:db8:1:4::1")).contains(Refusal.NETWORK_FULL);
    assertThat(enter("2001:db8:2:4::1")).isEmpty();
  }

  @Test
  void boundsHandshakesUntilTheyAreSettled() {
    for (int i = 0; i < 50; i++) {
      assertThat(enter("127.0.0.1")).isEmpty();
    }

    assertThat(enter("127.0.0.1")).contains(Refusal.HANDSHAKES_FULL);
    entrance.settled();
    assertThat(enter("127.0.0.1")).isEmpty();
    assertThat(entrance.handshakes()).isEqualTo(50);
  }

  @Test
  void refusesEverybodyWhenTheNodeIsFull() {
    assertThat(entrance.enter(0, ip("192.0.2.1"), 99)).isEmpty();
    assertThat(entrance.enter(0, ip("192.0.2.1"), 99)).contains(Refusal.CONNECTIONS_FULL);
    entrance.settled();
    assertThat(entrance.enter(0, ip("192.0.2.1"), 100)).contains(Refusal.CONNECTIONS_FULL);
  }

  @Test
  void slowsAnAddressThatComesAgainAndAgain() {
    for (int i = 0; i < Entrance.BURST; i++) {
      assertThat(enter("192.0.2.1")).isEmpty();
      entrance.settled();
      entrance.leave(ip("192.0.2.1"));
    }

    assertThat(enter("192.0.2.1")).contains(Refusal.ADDRESS_TOO_FAST);
    assertThat(entrance.enter(Entrance.REFILL_MILLIS - 1, ip("192.0.2.1"), 0)).isPresent();
    assertThat(entrance.enter(Entrance.REFILL_MILLIS, ip("192.0.2.1"), 0)).isEmpty();
    assertThat(entrance.enter(Entrance.REFILL_MILLIS, ip("192.0.2.1"), 0)).isPresent();
  }

  @Test
  void remembersBoundedlyManyAddresses() {
    for (int i = 0; i < Entrance.MAX_PACES + 10; i++) {
      String ip = "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255);
      assertThat(enter(ip)).isEmpty();
      entrance.settled();
      entrance.leave(ip(ip));
    }

    assertThat(entrance.rememberedPaces()).isEqualTo(Entrance.MAX_PACES);
  }

  @Test
  void throwsWhenMoreLeaveThanCame() {
    assertThatIllegalStateException().isThrownBy(() -> entrance.leave(ip("192.0.2.1")));
    assertThatIllegalStateException().isThrownBy(entrance::settled);
  }
}
