package network.clawnet.core.sync.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.chain.rows.SnapshotRows;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.SnapshotId;
import network.clawnet.core.testing.TestActor;
import org.junit.jupiter.api.Test;

/** Which snapshots there are, and which of them is taken. */
class OffersTest {
  private static final PeerId A = peer("a");
  private static final PeerId B = peer("b");

  private final Offers offers = new Offers();
  private final Ends ends = new Ends();

  private static PeerId peer(String name) {
    return PeerId.of(new TestActor(name).did().key());
  }

  /** Returns the end of an epoch; another one for each time. */
  private static EpochLink end(long epoch, long time) {
    ValidatorSet set = ValidatorSet.of(List.of(new Validator(new TestActor("v").did().key(), 1)));
    Header header =
        new Header(
            Hash.ZERO,
            new Slot(epoch, 9, 10 * (epoch + 1), 0),
            Hash.ZERO,
            time,
            set.hash(),
            BodyDigest.of(List.of()),
            new Outcome(true, Hash.ZERO, Hash.ZERO, set.hash()));
    Ballot ballot = Ballot.finalizing(epoch, 9, 8, header.hash());
    return new EpochLink(
        new CertifiedHeader(header, new Certificate(ballot, new byte[1], new byte[0])), set);
  }

  private static SnapshotId id(EpochLink end) {
    return SnapshotId.of(end.last().header());
  }

  private static SnapshotRows.End row(EpochLink link) {
    return new SnapshotRows.End(link.last().header(), link.last().certificate(), link.next());
  }

  @Test
  void asksEachPeerAtOnceAndAgainAfterTenSeconds() {
    offers.joined(A);
    assertThat(offers.toAsk(0)).containsExactly(A);
    offers.joined(B);

    assertThat(offers.toAsk(1)).containsExactly(B);
    assertThat(offers.toAsk(Offers.ASK_AGAIN_NANOS - 1)).isEmpty();
    assertThat(offers.toAsk(Offers.ASK_AGAIN_NANOS)).containsExactly(A);
  }

  @Test
  void areCompleteWhenEverybodyWhoIsThereHasAnswered() {
    assertThat(offers.areComplete()).isFalse();
    offers.joined(A);
    offers.joined(B);
    offers.put(A, List.of());
    assertThat(offers.areComplete()).isFalse();

    offers.left(B);

    assertThat(offers.areComplete()).isTrue();
  }

  @Test
  void areOfPeersThatAreThere() {
    EpochLink end = end(1, 5);
    offers.joined(A);
    offers.joined(B);
    offers.put(A, List.of(id(end)));
    offers.put(B, List.of(id(end(2, 5))));
    assertThat(offers.of(end)).containsExactly(A);

    offers.left(A);

    assertThat(offers.of(end)).isEmpty();
    assertThat(offers.has(A, end)).isFalse();
  }

  @Test
  void contradictAnEndThatIsProvedWhenTheyNameAnotherBlock() {
    ends.replace(List.of(end(1, 5)));

    assertThat(ends.contradict(id(end(1, 5)))).isFalse();
    assertThat(ends.contradict(id(end(1, 6)))).isTrue();
    assertThat(ends.contradict(id(end(2, 6)))).as("nothing is known of it").isFalse();
  }

  @Test
  void whatWasBegunIsTakenBeforeTheNewest() {
    List<EpochLink> offered = List.of(end(1, 5), end(2, 5), end(3, 5));

    assertThat(Ends.best(offered, Optional.empty())).contains(end(3, 5));
    assertThat(Ends.best(offered, Optional.of(end(2, 5).last().header().hash())))
        .contains(end(2, 5));
    assertThat(Ends.best(offered, Optional.of(Hash.ZERO))).contains(end(3, 5));
  }

  @Test
  void theEndsGoOnWhereTheOwnLedgersStop() {
    ends.replace(List.of(end(1, 5), end(2, 5), end(3, 5)));
    List<SnapshotRows.End> own = List.of(row(end(0, 5)), row(end(1, 5)));

    assertThat(ends.following(own, end(2, 5)))
        .containsExactly(row(end(0, 5)), row(end(1, 5)), row(end(2, 5)));
  }
}
