package network.clawnet.p2p.gossip.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.gossip.score.TopicScoreParameters.FirstDeliveries;
import network.clawnet.p2p.gossip.score.TopicScoreParameters.MeshDeliveries;
import network.clawnet.p2p.gossip.score.TopicScoreParameters.Term;
import network.clawnet.p2p.gossip.score.TopicScoreParameters.TimeInMesh;
import org.junit.jupiter.api.Test;

/** Each term against values computed by hand. */
final class PeerScoresTest {
  private static final TopicScoreParameters TOPIC =
      new TopicScoreParameters(
          0.5,
          new TimeInMesh(0.1, 1000, 5),
          new FirstDeliveries(2, 0.5, 10),
          new MeshDeliveries(-1, 0.5, 20, 4, 10, 2500),
          new Term(-3, 0.5),
          new Term(-20, 0.5));

  private final PeerScores scores = new PeerScores(rules(TOPIC));

  private static ScoreParameters rules(TopicScoreParameters topic) {
    return new ScoreParameters(
        Map.of("t", topic),
        TopicScoreParameters.standard(),
        8,
        3,
        new ScoreParameters.Colocation(-10, 2, 5, true),
        new ScoreParameters.Behaviour(-5, 1, 0.5),
        60_000);
  }

  private static PeerId peer(int number) {
    return PeerId.of(PublicKey.of(ByteBuffer.allocate(32).putInt(number).array()));
  }

  private PeerScore connect(int number) {
    return scores.connect(peer(number), Optional.empty());
  }

  private PeerScore connect(int number, String address) throws UnknownHostException {
    return scores.connect(peer(number), Optional.of(InetAddress.getByName(address)));
  }

  @Test
  void timeInTheMeshCountsInWholeQuantaUpToTheCap() {
    PeerScore it = connect(1);
    it.grafted("t", 0);
    scores.tick(2400);
    assertThat(it.value()).isEqualTo(0.5 * 0.1 * 2);

    for (int i = 0; i < 10; i++) {
      it.deliveredInMesh("t"); // nothing is owed
    }
    scores.tick(90_000);
    assertThat(it.value()).isEqualTo(0.5 * 0.1 * 5);

    it.pruned("t");
    assertThat(it.value()).isZero();
  }

  @Test
  void firstDeliveriesAreCappedAndDecay() {
    PeerScore it = connect(1);
    for (int i = 0; i < 4; i++) {
      it.deliveredFirst("t");
    }
    assertThat(it.value()).isEqualTo(0.5 * 2 * 4);
    scores.tick(1000);
    assertThat(it.value()).isEqualTo(0.5 * 2 * 2);
    for (int i = 0; i < 100; i++) {
      it.deliveredFirst("t");
    }
    assertThat(it.value()).isEqualTo(8); // 0.5 * 2 * 10, but topics together add at most 8
  }

  @Test
  void lackOfDeliveriesCountsSquaredOnceItIsTime() {
    PeerScore it = connect(1);
    it.grafted("t", 0);
    it.deliveredInMesh("t");
    it.deliveredInMesh("t");
    scores.tick(2500);
    assertThat(it.value()).isEqualTo(0.5 * 0.1 * 2);

    scores.tick(3500); // counter 2 was halved twice: 0.5 of 4
    double deficit = 3.5;
    assertThat(it.value()).isEqualTo(0.5 * (0.1 * 3 - deficit * deficit));

    it.pruned("t");
    assertThat(it.value()).isEqualTo(0.5 * -3 * deficit * deficit);
    scores.tick(4500);
    assertThat(it.value()).isEqualTo(0.5 * -3 * deficit * deficit / 2);
  }

  @Test
  void invalidMessagesCountSquaredAndUncapped() {
    PeerScore it = connect(1);
    for (int i = 0; i < 6; i++) {
      it.deliveredInvalid("t");
    }
    assertThat(it.value()).isEqualTo(0.5 * -20 * 36);
    scores.tick(1000);
    assertThat(it.value()).isEqualTo(0.5 * -20 * 9);
    scores.tick(60_000);
    assertThat(it.value()).isLessThan(0);
  }

  @Test
  void misbehaviourCountsSquaredBeyondTheThreshold() {
    PeerScore it = connect(1);
    it.misbehaved(1);
    assertThat(it.value()).isZero();
    it.misbehaved(3);
    assertThat(it.value()).isEqualTo(-5 * 9.0);
    scores.tick(1000);
    assertThat(it.value()).isEqualTo(-5.0);
  }

  @Test
  void theApplicationAddsItsPoints() {
    PeerScore it = connect(1);
    scores.application(peer(1), -7);
    assertThat(it.value()).isEqualTo(-21);
    assertThat(scores.of(peer(1))).isEqualTo(-21);
    assertThat(scores.of(peer(2))).isZero();
  }

  @Test
  void countsPeersBehindOneAddressAndInOneNetwork() throws UnknownHostException {
    List<PeerScore> peers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      peers.add(connect(i, "8.8.8.8"));
    }
    assertThat(peers.get(0).value()).isEqualTo(-10 * 4.0);
    for (int i = 4; i < 8; i++) {
      peers.add(connect(i, "8.8.8." + i));
    }
    assertThat(peers.get(0).value()).isEqualTo(-10 * (4.0 + 9.0));
    assertThat(peers.get(7).value()).isEqualTo(-10 * 9.0);
    scores.disconnect(peer(7), 0);
    assertThat(peers.get(6).value()).isEqualTo(-10 * 4.0);
    assertThat(connect(9, "8.8.9.1").value()).isZero();
  }

  @Test
  void countsAnIpv6HostByItsSubnet() throws UnknownHostException {
    for (int i = 0; i < 3; i++) {
      connect(i, "2001:db8:1:2::" + i);
    }
    assertThat(scores.of(peer(0))).isEqualTo(-10.0);
    assertThat(connect(5, "2001:db8:1:3::1").value()).isZero();
  }

  @Test
  void sparesLocalAddresses() throws UnknownHostException {
    for (int i = 0; i < 20; i++) {
      connect(i, "127.0.0.1");
      connect(100 + i, "192.168.0.7");
      connect(200 + i, "fd00::7");
    }
    assertThat(scores.of(peer(1))).isZero();
    assertThat(scores.of(peer(101))).isZero();
    assertThat(scores.of(peer(201))).isZero();
  }

  @Test
  void aBadScoreOutlivesTheConnectionAndAGoodOneDoesNot() {
    PeerScore good = connect(1);
    PeerScore bad = connect(2);
    good.deliveredFirst("t");
    bad.deliveredFirst("t");
    bad.deliveredInvalid("t");

    scores.disconnect(peer(1), 1000);
    scores.disconnect(peer(2), 1000);

    assertThat(connect(1).value()).isZero();
    assertThat(connect(2).value()).isEqualTo(0.5 * -20);
    assertThat(scores.retained()).isZero();
  }

  @Test
  void forgetsABadScoreInTheEnd() {
    connect(1).misbehaved(1000);
    scores.disconnect(peer(1), 1000);

    scores.tick(60_999);
    assertThat(scores.retained()).isEqualTo(1);
    scores.tick(61_999);
    assertThat(scores.retained()).isZero();
  }

  @Test
  void leavingWhileDeliveriesAreOwedIsCharged() {
    PeerScore it = connect(1);
    it.grafted("t", 0);
    scores.tick(3000);
    scores.disconnect(peer(1), 3000);

    assertThat(connect(1).value()).isEqualTo(0.5 * -3 * 16);
  }

  @Test
  void decaysToNothingInTheTimeGiven() {
    double factor = Decay.factor(60_000);
    double counter = 1;
    int ticks = 0;
    while (counter > 0) {
      counter = Decay.apply(counter, factor);
      ticks++;
    }
    assertThat(ticks).isBetween(60, 61);
    assertThat(Math.pow(factor, 60)).isCloseTo(0.01, within(1e-9));
  }

  @Test
  void refusesRulesThatRewardTheBad() {
    assertThatThrownBy(() -> TOPIC.owing(new MeshDeliveries(1, 0, 0, 0, 0, 0), new Term(0, 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ScoreThresholds(-10, -5, -20, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ScoreThresholds(-10, -20, -30, -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
