package network.clawnet.core.consensus.vote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.testing.TestActor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final Hash A = Hash.sha256(new byte[] {1});
  private static final Hash B = Hash.sha256(new byte[] {2});
  private static final Ballot FINALIZE_A = Ballot.finalizing(0, 5, 4, A);
  private static final Ballot FINALIZE_B = Ballot.finalizing(0, 5, 4, B);
  private static final Ballot NOTARIZE_A = Ballot.notarize(0, 5, 4, A);

  private final Tally tally = new Tally(four());

  private static ValidatorSet four() {
    List<Validator> members = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      members.add(new Validator(new TestActor("validator " + i).did().key(), 1));
    }
    return ValidatorSet.of(members);
  }

  private static Vote vote(Ballot ballot, int signer) {
    byte[] signature = new byte[Vote.SIGNATURE_BYTES];
    signature[0] = (byte) signer;
    return new Vote(ballot, signer, signature);
  }

  private void add(Ballot ballot, int... signers) {
    for (int signer : signers) {
      var unused = tally.add(vote(ballot, signer));
    }
  }

  @Test
  @DisplayName("T-B1: a second, conflicting vote neither replaces nor withdraws the first")
  void theFirstVoteStands() {
    add(FINALIZE_A, 0, 1, 3);
    add(FINALIZE_B, 3);

    assertThat(tally.weight(FINALIZE_A)).isEqualTo(3);
    assertThat(tally.weight(FINALIZE_B)).isZero();
    assertThat(tally.counts(3, FINALIZE_A)).isTrue();
    assertThat(tally.certificate(FINALIZE_A).map(Certificate::votes).orElseThrow())
        .extracting(Vote::signer)
        .containsExactly(0, 1, 3);
  }

  @Test
  @DisplayName("T-B1: the second vote is evidence, once for each signer")
  void theSecondVoteIsEvidence() {
    add(FINALIZE_A, 3);

    assertThat(tally.add(vote(FINALIZE_B, 3))).isPresent();
    assertThat(tally.add(vote(Ballot.nullify(0, 5), 3))).isEmpty();
    assertThat(tally.isSettled(vote(Ballot.finalizing(0, 5, 3, A), 3))).isTrue();
  }

  @Test
  @DisplayName("T-B2: votes count for their kind, parent view and block together, never in sum")
  void votesOfDifferentTuplesAreNotSummed() {
    add(NOTARIZE_A, 0, 1);
    add(Ballot.notarize(0, 5, 4, B), 2);
    add(Ballot.notarize(0, 5, 3, A), 3);
    add(FINALIZE_A, 0, 1);
    add(Ballot.nullify(0, 5), 2, 3);

    assertThat(tally.certificate(NOTARIZE_A)).isEmpty();
    assertThat(tally.certificate(FINALIZE_A)).isEmpty();
    assertThat(tally.certificate(Ballot.nullify(0, 5))).isEmpty();
    assertThat(tally.honestNotarizations()).containsExactly(NOTARIZE_A);
  }

  @Test
  @DisplayName("T-B2: a bad vote never gets into the certificate of another block")
  void aCertificateHoldsItsOwnVotesOnly() {
    add(Ballot.notarize(0, 5, 4, B), 3);
    add(NOTARIZE_A, 0, 1);
    assertThat(tally.certificate(NOTARIZE_A)).isEmpty();

    add(NOTARIZE_A, 2);

    Certificate certificate = tally.certificate(NOTARIZE_A).orElseThrow();
    assertThat(certificate.votes()).allMatch(it -> it.ballot().equals(NOTARIZE_A)).hasSize(3);
    assertThat(certificate.hasQuorumOf(four())).isTrue();
  }

  @Test
  @DisplayName(
      "A9, M11: repeated votes are free, and nothing is kept beyond the first and evidence")
  void repeatedVotesChangeNothing() {
    add(NOTARIZE_A, 0);

    assertThat(tally.isSettled(vote(NOTARIZE_A, 0))).isTrue();
    for (int i = 0; i < 100; i++) {
      assertThat(tally.add(vote(NOTARIZE_A, 0))).isEmpty();
    }
    assertThat(tally.weight(NOTARIZE_A)).isEqualTo(1);
    assertThat(tally.votes(NOTARIZE_A)).hasSize(1);
  }
}
