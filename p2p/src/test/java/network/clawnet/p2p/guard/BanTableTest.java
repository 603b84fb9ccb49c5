package network.clawnet.p2p.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import network.clawnet.core.port.Ban;
import network.clawnet.core.port.PeerControl;
import org.junit.jupiter.api.Test;

final class BanTableTest {
  private final BanTable bans = new BanTable();

  private static Ban ban(int peer, long until) {
    return new Ban(Peers.peer(peer), Instant.ofEpochMilli(until), "why");
  }

  @Test
  void aBanEndsAtItsTime() {
    bans.add(0, ban(1, 1_000));

    assertThat(bans.contains(999, Peers.peer(1))).isTrue();
    assertThat(bans.contains(1_000, Peers.peer(1))).isFalse();
    assertThat(bans.all(1_000)).isEmpty();
  }

  @Test
  void theLongerOfTwoBansHolds() {
    bans.add(0, ban(1, 2_000));
    bans.add(0, ban(1, 1_000));

    assertThat(bans.contains(1_500, Peers.peer(1))).isTrue();
  }

  @Test
  void aBanCanBeEnded() {
    bans.add(0, ban(1, 2_000));

    assertThat(bans.remove(0, Peers.peer(1))).isTrue();
    assertThat(bans.remove(0, Peers.peer(1))).isFalse();
    assertThat(bans.contains(0, Peers.peer(1))).isFalse();
  }

  @Test
  void ofTooManyTheOneThatEndsFirstIsDropped() {
    for (int i = 0; i <= PeerControl.MAX_BANS; i++) {
      bans.add(0, ban(i, 10_000 + i));
    }

    assertThat(bans.all(0)).hasSize(PeerControl.MAX_BANS);
    assertThat(bans.contains(0, Peers.peer(0))).isFalse();
    assertThat(bans.all(0).get(0).peer()).isEqualTo(Peers.peer(1));
  }
}
