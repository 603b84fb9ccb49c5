package network.clawnet.core.consensus.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import network.clawnet.core.block.Block;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.Payload;
import network.clawnet.core.consensus.message.PeerStatus;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.light.LightChain;
import network.clawnet.core.light.LightChain.Worth;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.sync.epochs.EpochTrail;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * T-A3: two of four validators run a second process each, and the honest two cannot hear each
 * other. No rule can keep one history then; what counts is that nobody is fooled for long and that
 * the liars are named.
 */
class TwoHistoriesTest {
  private static final long SECOND = 1_000 * Cluster.MS;
  private static final ValidatorSet SET = Cluster.equal(0, 4);
  private static final Set<PublicKey> LIARS = Set.of(Keys.key(2), Keys.key(3));

  /** One honest validator and the liars' processes that speak with it. */
  private static Cluster side(int honest, long seed) {
    Cluster cluster = new Cluster(seed);
    for (int i : new int[] {honest, 2, 3}) {
      TestLedger ledger = new TestLedger(List.of(SET), Long.MAX_VALUE / 4);
      cluster.nodes.add(new TestNode(cluster, Keys.key(i), ledger, true));
    }
    cluster.nodes.forEach(TestNode::start);
    cluster.submit("to " + honest);
    assertThat(cluster.runUntil(() -> cluster.nodes.get(0).height() == 1, 10 * SECOND)).isTrue();
    return cluster;
  }

  private static CertifiedHeader head(TestNode node) {
    return new CertifiedHeader(
        node.ledger.head(), Objects.requireNonNull(node.ledger.headPoint().certificate()));
  }

  /** Everything that the honest one of a side has sent reaches the honest one of the other. */
  private static void hear(TestNode hearer, Cluster other) {
    TestNode speaker = other.nodes.get(0);
    other.sent.stream()
        .filter(it -> it.from().equals(speaker.key))
        .forEach(it -> hearer.receive(speaker.key, it.message()));
    Block block = speaker.ledger.chain.get(1);
    PeerStatus status = new PeerStatus(0, 1, 1);
    hearer.receive(speaker.key, new ConsensusMessage(new Payload.OfBlock(block), status));
  }

  private static Set<PublicKey> named(TestNode node) {
    return node.evidence.stream()
        .map(it -> SET.key(it.first().signer()))
        .collect(Collectors.toSet());
  }

  @Test
  @DisplayName("T-A3: two of four make two histories final; who hears both stops and names them")
  void whoHearsBothHistoriesStopsAndNamesTheLiars() {
    Seeds.forAll(
        20,
        random -> {
          Cluster west = side(0, random.nextLong());
          Cluster east = side(1, random.nextLong());
          TestNode one = west.nodes.get(0);
          TestNode two = east.nodes.get(0);
          assertThat(head(one).header().hash()).isNotEqualTo(head(two).header().hash());
          long viewOne = head(one).certificate().view();
          long viewTwo = head(two).certificate().view();

          hear(one, east);
          hear(two, west);
          west.run(SECOND);
          east.run(SECOND);

          TestNode lower = viewOne <= viewTwo ? one : two;
          assertThat(lower.halted).as("views %d and %d", viewOne, viewTwo).isNotEmpty();
          assertThat(named(lower)).isEqualTo(LIARS);
          assertThat(LIARS).containsAll(named(lower == one ? two : one));
          long weight = named(lower).stream().mapToLong(it -> SET.weight(SET.indexOf(it))).sum();
          assertThat(3 * weight).isGreaterThanOrEqualTo(SET.totalWeight());
        });
  }

  @Test
  @DisplayName("T-A3: a light node that sees both believes neither, and keeps both as proof")
  void aLightNodeThatSeesBothBelievesNeither() {
    CertifiedHeader one = head(side(0, 1).nodes.get(0));
    CertifiedHeader two = head(side(1, 2).nodes.get(0));
    LightChain chain =
        new LightChain(EpochTrail.fromGenesis(Keys.CHAIN, SET, Keys.CHECK, Anchor.NONE));

    assertThat(chain.take(one)).isEqualTo(Worth.NEW);
    assertThat(chain.conflict()).isEmpty();
    assertThat(chain.take(two)).isEqualTo(Worth.CONFLICT);

    assertThat(chain.conflict())
        .hasValueSatisfying(
            it -> assertThat(it).contains(Hex.encode(one.encode()), Hex.encode(two.encode())));
  }
}
