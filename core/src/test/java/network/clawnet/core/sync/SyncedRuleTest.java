package network.clawnet.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerView;
import network.clawnet.core.testing.TestActor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SyncedRuleTest {
  private static final long HEARTBEAT_MS = 15_000;
  private static final PublicKey SELF = key(0);

  private final List<PeerView> peers = new ArrayList<>();

  private static PublicKey key(int number) {
    return new TestActor("node " + number).did().key();
  }

  private static ValidatorSet set(int from, int to) {
    List<Validator> members = new ArrayList<>();
    for (int i = from; i < to; i++) {
      members.add(new Validator(key(i), 1));
    }
    return ValidatorSet.of(members);
  }

  private void connect(String address) {
    peers.add(
        new PeerView(
            PeerId.of(key(100 + peers.size())),
            List.of(address),
            "",
            List.of(),
            Optional.empty(),
            0,
            PeerView.Direction.OUTBOUND,
            Instant.EPOCH,
            false));
  }

  private boolean isRecent(ValidatorSet set, long ageMs, long heartbeatMs) {
    List<PeerId> all = peers.stream().map(PeerView::id).toList();
    return new SyncedRule(SELF, heartbeatMs).isRecent(set, ageMs, all, peers);
  }

  @Test
  @DisplayName("T-A6: behind hostile peers a head is old after four heartbeats")
  void aHeadGetsOld() {
    connect("/ip4/8.8.1.1/tcp/1");
    connect("/ip4/8.8.2.2/tcp/1");

    assertThat(isRecent(set(1, 5), 4 * HEARTBEAT_MS - 1, HEARTBEAT_MS)).isTrue();
    assertThat(isRecent(set(1, 5), 4 * HEARTBEAT_MS, HEARTBEAT_MS)).isFalse();
  }

  @Test
  @DisplayName("A7: peers of one public /16 confirm once, those of a private network each")
  void neighboursConfirmOnce() {
    connect("/ip4/8.8.1.1/tcp/1");
    connect("/ip4/8.8.2.2/tcp/1");
    connect("/ip4/8.9.3.3/tcp/1");
    assertThat(isRecent(set(1, 5), 4 * HEARTBEAT_MS, HEARTBEAT_MS)).isFalse();
    connect("/ip4/10.0.0.1/tcp/1");
    assertThat(isRecent(set(1, 5), 4 * HEARTBEAT_MS, HEARTBEAT_MS)).isTrue();

    peers.clear();
    connect("/ip4/10.0.0.1/tcp/1");
    connect("/ip4/10.0.0.2/tcp/1");
    assertThat(isRecent(set(1, 5), 4 * HEARTBEAT_MS, HEARTBEAT_MS)).isFalse();
    connect("/ip4/10.0.0.3/tcp/1");
    assertThat(isRecent(set(1, 5), 4 * HEARTBEAT_MS, HEARTBEAT_MS)).isTrue();
  }

  @Test
  @DisplayName("A7: one validator makes no heartbeat, so nobody waits for one")
  void aLoneValidatorHasNoHeartbeat() {
    assertThat(isRecent(set(1, 2), 0, HEARTBEAT_MS)).isFalse();
    assertThat(isRecent(set(1, 3), 0, HEARTBEAT_MS)).isTrue();
    assertThat(isRecent(set(1, 3), 0, 0)).isFalse();
  }

  @Test
  @DisplayName("T-I4: whoever is a quorum alone needs no peers to know the present")
  void aQuorumAloneIsTheNetwork() {
    assertThat(isRecent(set(0, 1), Long.MAX_VALUE, HEARTBEAT_MS)).isTrue();
    assertThat(isRecent(set(0, 2), 4 * HEARTBEAT_MS, HEARTBEAT_MS)).isFalse();
  }
}
