package network.clawnet.p2p.guard;

import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.core.port.Misbehaviour;
import org.junit.jupiter.api.Test;

final class FaultsTest {
  private static final long MINUTE = 60_000;

  private final Faults faults = new Faults();

  @Test
  void tellsWhenTheLimitIsReachedAndForgetsThen() {
    assertThat(faults.add(0, Peers.peer(1), new Misbehaviour("lie", 99))).isFalse();
    assertThat(faults.points(0, Peers.peer(1))).isEqualTo(99);

    assertThat(faults.add(0, Peers.peer(1), new Misbehaviour("lie", 1))).isTrue();

    assertThat(faults.points(0, Peers.peer(1))).isZero();
  }

  @Test
  void pointsFadeByTheMinute() {
    faults.add(0, Peers.peer(1), new Misbehaviour("lie", 3));

    assertThat(faults.points(MINUTE - 1, Peers.peer(1))).isEqualTo(3);
    assertThat(faults.points(MINUTE, Peers.peer(1))).isEqualTo(2);
    assertThat(faults.points(10 * MINUTE, Peers.peer(1))).isZero();
  }

  @Test
  void smallFaultsInShortOrderDoNotPostponeTheFading() {
    for (int i = 0; i < 10; i++) {
      faults.add(i * MINUTE / 5, Peers.peer(1), new Misbehaviour("lie", 1));
    }

    assertThat(faults.points(2 * MINUTE, Peers.peer(1))).isEqualTo(8);
  }

  @Test
  void onePeersFaultsAreNotAnothers() {
    faults.add(0, Peers.peer(1), new Misbehaviour("lie", 99));

    assertThat(faults.add(0, Peers.peer(2), new Misbehaviour("lie", 99))).isFalse();
  }

  @Test
  void countsByKindButNotWithoutEnd() {
    for (int i = 0; i < Faults.MAX_KINDS + 7; i++) {
      faults.add(0, Peers.peer(i), new Misbehaviour("kind-" + i, 1));
    }
    faults.add(0, Peers.peer(0), new Misbehaviour("kind-0", 1));

    assertThat(faults.kinds()).hasSize(Faults.MAX_KINDS + 1);
    assertThat(faults.kinds()).containsEntry("kind-0", 2L).containsEntry("other", 7L);
  }

  @Test
  void remembersBoundedlyManyPeers() {
    for (int i = 0; i <= Faults.MAX_PEERS; i++) {
      faults.add(0, Peers.peer(i), new Misbehaviour("lie", 5));
    }

    assertThat(faults.points(0, Peers.peer(0))).isZero();
    assertThat(faults.points(0, Peers.peer(1))).isEqualTo(5);
  }
}
