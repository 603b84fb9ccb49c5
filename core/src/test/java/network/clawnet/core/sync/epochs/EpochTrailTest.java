package network.clawnet.core.sync.epochs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.ledger.GenesisState;
import network.clawnet.core.sync.epochs.EpochTrail.Verdict;
import network.clawnet.core.sync.serve.Archive;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.testing.net.CertifiedChain;
import network.clawnet.core.testing.net.MemoryNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** T-Y2: the chain of epochs is walked link by link, and nothing but a certificate leads on. */
class EpochTrailTest {
  private static final int EPOCHS = 4;

  private final CertifiedChain chain = new CertifiedChain(new MemoryNetwork(3), 4);
  private final Hash chainId = chain.genesis().chainId();
  private Archive archive;
  private List<EpochLink> links;
  private CertifiedHeader head;

  @BeforeEach
  void grow() throws IOException {
    chain.grow(EPOCHS * CertifiedChain.EPOCH_BLOCKS + 3);
    archive = new Archive(chain.ledger().database().reader(), chainId);
    links = archive.links(trail(null).question());
    head = Objects.requireNonNull(archive.status().head());
  }

  private EpochTrail trail(@Nullable Checkpoint checkpoint) {
    return EpochTrail.fromGenesis(
        chainId,
        GenesisState.validators(chain.genesis()),
        Ed25519::verify,
        new Anchor(0, checkpoint, false, 0));
  }

  private EpochTrail from(Checkpoint checkpoint, long trustMs) {
    long now = links.get(2).last().header().tsMs() + 1_000;
    Anchor anchor = new Anchor(trustMs, checkpoint, false, now);
    return EpochTrail.fromCheckpoint(chainId, anchor, checkpoint, Ed25519::verify);
  }

  private Checkpoint checkpoint(int epoch) {
    return new Checkpoint(epoch, links.get(epoch).last().header().hash());
  }

  @Test
  void itLeadsFromGenesisToTheNewestHeader() {
    EpochTrail trail = trail(null);

    assertThat(links).hasSize(EPOCHS);
    assertThat(links).allMatch(it -> trail.add(it) == Verdict.TAKEN);
    assertThat(trail.epoch()).isEqualTo(EPOCHS);
    assertThat(trail.start()).contains(links.get(EPOCHS - 1).last());
    assertThat(trail.raise(head)).isEqualTo(Verdict.TAKEN);
    assertThat(trail.newest()).contains(head);
    assertThat(trail.raise(head)).as("no news").isEqualTo(Verdict.IGNORED);
    assertThat(trail.add(links.get(0))).as("an old link").isEqualTo(Verdict.IGNORED);
  }

  @Test
  void aLinkLeftOutIsFalse() {
    EpochTrail trail = trail(null);

    assertThat(trail.add(links.get(1))).isEqualTo(Verdict.FALSE);
    assertThat(trail.epoch()).isZero();
  }

  @Test
  void anotherSetOrAnotherSignatureOrAnOrdinaryBlockIsFalse() {
    EpochLink honest = links.get(0);
    ValidatorSet own =
        ValidatorSet.of(List.of(new Validator(new TestActor("stranger").did().key(), 1)));
    Certificate proof = honest.last().certificate();
    byte[] zeros = new byte[proof.signatures().length];
    CertifiedHeader unsigned =
        new CertifiedHeader(
            honest.last().header(), new Certificate(proof.ballot(), proof.bitmap(), zeros));

    EpochTrail trail = trail(null);
    assertThat(trail.add(new EpochLink(honest.last(), own))).isEqualTo(Verdict.FALSE);
    assertThat(trail.add(new EpochLink(unsigned, honest.next()))).isEqualTo(Verdict.FALSE);
    assertThat(trail.add(honest)).isEqualTo(Verdict.TAKEN);
    CertifiedHeader ofEpochOne =
        new CertifiedHeader(links.get(1).last().header(), links.get(2).last().certificate());
    assertThat(trail.raise(ofEpochOne)).isEqualTo(Verdict.FALSE);
    assertThat(trail.raise(head)).as("set not known yet").isEqualTo(Verdict.IGNORED);
  }

  @Test
  void aCheckpointIsWhereItBeginsOrWhatItMustPass() {
    EpochTrail from = from(checkpoint(2), 0);
    assertThat(from.question().first()).isEqualTo(2);
    assertThat(from.raise(head)).isEqualTo(Verdict.IGNORED);
    assertThat(from.add(links.get(2))).isEqualTo(Verdict.TAKEN);
    assertThat(from.add(links.get(3))).isEqualTo(Verdict.TAKEN);
    assertThat(from.raise(head)).isEqualTo(Verdict.TAKEN);

    EpochTrail pinned = trail(checkpoint(2));
    assertThat(links).allMatch(it -> pinned.add(it) == Verdict.TAKEN);
  }

  @Test
  void aChainThatContradictsTheCheckpointIsRefusedHoweverWellItIsSigned() {
    Checkpoint other = new Checkpoint(1, Hash.sha256(new byte[] {1}));
    EpochTrail pinned = trail(other);
    assertThat(pinned.add(links.get(0))).isEqualTo(Verdict.TAKEN);
    assertThat(pinned.add(links.get(1))).isEqualTo(Verdict.CONTRADICTS);
    assertThat(pinned.epoch()).isEqualTo(1);

    EpochTrail from = from(other, 0);
    assertThat(from.add(links.get(1))).isEqualTo(Verdict.FALSE);
  }

  @Test
  void aCheckpointThatIsTooOldIsNowhereToBegin() {
    assertThat(from(checkpoint(2), 1_000).add(links.get(2))).isEqualTo(Verdict.TAKEN);
    assertThat(from(checkpoint(2), 999).add(links.get(2))).isEqualTo(Verdict.TOO_OLD);
  }

  @Test
  void itGoesOnWhereItWasSaved() throws DecodeException {
    EpochTrail trail = trail(null);
    trail.add(links.get(0));
    trail.add(links.get(1));

    EpochTrail again = EpochTrail.resume(chainId, trail.encode(), Ed25519::verify, Anchor.NONE);

    assertThat(again.epoch()).isEqualTo(2);
    assertThat(again.newest()).isEqualTo(trail.newest());
    assertThat(again.encode()).isEqualTo(trail.encode());
    assertThat(again.add(links.get(2))).isEqualTo(Verdict.TAKEN);
    byte[] cut = Arrays.copyOf(trail.encode(), 60);
    assertThatThrownBy(() -> EpochTrail.resume(chainId, cut, Ed25519::verify, Anchor.NONE))
        .isInstanceOf(DecodeException.class);
    assertThatThrownBy(
            () -> EpochTrail.resume(Hash.ZERO, trail.encode(), Ed25519::verify, Anchor.NONE))
        .isInstanceOf(DecodeException.class);
  }

  @Test
  void aCheckpointIsWrittenAsEpochAndHash() {
    Checkpoint checkpoint = checkpoint(3);

    assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
    for (String wrong : List.of("", "3", "3:", "-1:" + Hash.ZERO.hex(), "3:" + "g".repeat(64))) {
      assertThatThrownBy(() -> Checkpoint.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
