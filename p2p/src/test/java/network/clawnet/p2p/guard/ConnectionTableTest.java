package network.clawnet.p2p.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.port.PeerView.Direction;
import org.junit.jupiter.api.Test;

final class ConnectionTableTest {
  private static final long LATER = ConnectionLimits.GRACE_MILLIS;
  private static final ConnectionLimits LIMITS = new ConnectionLimits(100, 6, 4, 10, 2, 10, 10);

  private final ConnectionTable<String> table = new ConnectionTable<>(LIMITS);

  private boolean add(int peer, String name, Direction direction, long since) {
    return table
        .add(Peers.peer(peer), new ConnectionTable.Held<>(name, direction, since))
        .isEmpty();
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      add(i, "c" + i, Direction.OUTBOUND, 0);
    }
  }

  @Test
  void holdsSoManyConnectionsOfAPeerAndTellsTheLastOne() {
    assertThat(add(1, "a", Direction.INBOUND, 0)).isTrue();
    assertThat(add(1, "b", Direction.OUTBOUND, 0)).isTrue();
    assertThat(add(1, "c", Direction.OUTBOUND, 0)).isFalse();

    assertThat(table.remove(Peers.peer(1), "a")).isFalse();
    assertThat(table.remove(Peers.peer(1), "a")).isFalse();
    assertThat(table.contains(Peers.peer(1))).isTrue();
    assertThat(table.remove(Peers.peer(1), "b")).isTrue();
    assertThat(table.contains(Peers.peer(1))).isFalse();
    assertThat(table.size()).isZero();
  }

  @Test
  void closesNothingUpToTheHighMarkAndDownToTheLowMarkBeyondIt() {
    fill(6);
    assertThat(table.trim(LATER)).isEmpty();

    add(6, "c6", Direction.OUTBOUND, 0);

    assertThat(table.trim(LATER)).hasSize(3);
  }

  @Test
  void sparesYoungConnections() {
    fill(7);

    assertThat(table.trim(LATER - 1)).isEmpty();
  }

  @Test
  void doesNotChooseAgainAtOnce() {
    fill(7);
    assertThat(table.trim(LATER)).isNotEmpty();

    assertThat(table.trim(LATER + ConnectionLimits.SILENCE_MILLIS - 1)).isEmpty();
    assertThat(table.trim(LATER + ConnectionLimits.SILENCE_MILLIS)).isNotEmpty();
  }

  @Test
  void closesThoseWorthLeastFirstAndProtectedOnesNever() {
    fill(7);
    table.tag(Peers.peer(0), "mesh", 5);
    table.tag(Peers.peer(0), "table", -10);
    table.tag(Peers.peer(1), "mesh", -1);
    table.tag(Peers.peer(2), "mesh", -20);
    table.protect(Peers.peer(2), "kept");

    List<String> chosen = table.trim(LATER);

    assertThat(chosen).hasSize(3).startsWith("c0", "c1").doesNotContain("c2");
  }

  @Test
  void protectionLastsUntilItsLastReasonEnds() {
    table.protect(Peers.peer(1), "a");
    table.protect(Peers.peer(1), "b");
    table.unprotect(Peers.peer(1), "a");
    assertThat(table.isProtected(Peers.peer(1))).isTrue();

    table.unprotect(Peers.peer(1), "b");
    assertThat(table.isProtected(Peers.peer(1))).isFalse();
  }

  @Test
  void ofEqualPeersThoseWhoCameToUsGoFirstAndThenTheYoungest() {
    add(0, "old-in", Direction.INBOUND, 0);
    add(1, "new-in", Direction.INBOUND, 5);
    for (int i = 2; i < 7; i++) {
      add(i, "out" + i, Direction.OUTBOUND, i);
    }

    assertThat(table.trim(2 * LATER)).containsExactly("new-in", "old-in", "out6");
  }

  @Test
  void aTagOfNothingIsForgotten() {
    table.tag(Peers.peer(0), "x", -5);
    table.tag(Peers.peer(0), "x", 0);
    table.tag(Peers.peer(1), "x", -1);
    fill(7);

    assertThat(table.trim(LATER)).startsWith("c1");
  }
}
