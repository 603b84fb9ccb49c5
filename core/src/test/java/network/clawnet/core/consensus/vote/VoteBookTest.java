package network.clawnet.core.consensus.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.JournalRecord.OwnVote;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VoteBookTest {
  private static final long EPOCH = 3;
  private static final long VIEW = 5;
  private static final Hash A = Hash.sha256(new byte[] {1});
  private static final Hash B = Hash.sha256(new byte[] {2});
  private static final Ballot NOTARIZE_A = Ballot.notarize(EPOCH, VIEW, 4, A);
  private static final Ballot NOTARIZE_B = Ballot.notarize(EPOCH, VIEW, 4, B);
  private static final Ballot NULLIFY = Ballot.nullify(EPOCH, VIEW);
  private static final Ballot FINALIZE_A = Ballot.finalizing(EPOCH, VIEW, 4, A);
  private static final Ballot FINALIZE_B = Ballot.finalizing(EPOCH, VIEW, 4, B);

  private int signed;
  private final VoteSigner signer =
      new VoteSigner() {
        @Override
        public PublicKey publicKey() {
          return PublicKey.of(new byte[PublicKey.BYTES]);
        }

        @Override
        public byte[] sign(byte[] message) {
          signed++;
          return new byte[Vote.SIGNATURE_BYTES];
        }
      };

  private VoteBook book() {
    VoteBook book = new VoteBook(Hash.ZERO, signer);
    book.activate(EPOCH, 2);
    return book;
  }

  private static Certificate notarization(Ballot of) {
    Vote vote = new Vote(of.as(VoteKind.NOTARIZE), 0, new byte[Vote.SIGNATURE_BYTES]);
    return Certificate.of(vote.ballot(), List.of(vote), 4);
  }

  private static Optional<OwnVote> ask(VoteBook book, Ballot ballot) {
    return book.sign(ballot, ballot.kind() == VoteKind.FINALIZE ? notarization(ballot) : null);
  }

  @Test
  void truthTable() {
    for (boolean notarized : List.of(false, true)) {
      for (Optional<Ballot> end :
          List.of(Optional.<Ballot>empty(), Optional.of(NULLIFY), Optional.of(FINALIZE_A))) {
        VoteBook book = book();
        if (notarized) {
          assertThat(ask(book, NOTARIZE_A)).isPresent();
        }
        end.ifPresent(it -> assertThat(ask(book, it)).isPresent());
        int before = signed;

        String given = "notarized " + notarized + ", then " + end;
        boolean nothing = !notarized && end.isEmpty();
        assertThat(book.maySign(NOTARIZE_A, null)).as(given).isEqualTo(nothing);
        assertThat(book.maySign(NOTARIZE_B, null)).as(given).isEqualTo(nothing);
        assertThat(book.maySign(NULLIFY, null)).as(given).isEqualTo(end.isEmpty());
        assertThat(book.maySign(FINALIZE_A, notarization(FINALIZE_A)))
            .as(given)
            .isEqualTo(end.isEmpty());
        assertThat(book.maySign(FINALIZE_B, notarization(FINALIZE_B)))
            .as(given)
            .isEqualTo(end.isEmpty());
        assertThat(signed).isEqualTo(before);
      }
    }
  }

  @Test
  @DisplayName("T-S1: never finalizes what it nullified, whatever arrives later or again")
  void neverFinalizesAfterNullify() {
    VoteBook book = book();
    assertThat(ask(book, NULLIFY)).isPresent();

    assertThat(ask(book, FINALIZE_A)).isEmpty();
    book.raiseFloor(EPOCH, VIEW - 1);
    assertThat(ask(book, FINALIZE_A)).isEmpty();
    book.raiseFloor(EPOCH, VIEW);
    assertThat(ask(book, FINALIZE_A)).isEmpty();
    book.raiseFloor(EPOCH, VIEW - 1);
    assertThat(ask(book, FINALIZE_A)).isEmpty();
  }

  @Test
  @DisplayName("T-S2: a timeout that fires twice writes one nullify")
  void nullifiesOnce() {
    VoteBook book = book();

    assertThat(ask(book, NULLIFY)).isPresent();
    assertThat(ask(book, NULLIFY)).isEmpty();
    assertThat(signed).isEqualTo(1);
  }

  @Test
  @DisplayName("T-C2: what was signed is given again byte for byte, never signed again")
  void keepsSignatures() {
    VoteBook book = book();
    Vote vote = ask(book, NOTARIZE_A).orElseThrow().vote();

    assertThat(ask(book, NOTARIZE_A)).isEmpty();
    assertThat(book.vote(VoteKind.NOTARIZE, EPOCH, VIEW)).contains(vote);
    assertThat(book.votes(EPOCH)).containsExactly(vote);
    assertThat(book.highestView(EPOCH)).isEqualTo(VIEW);
    assertThat(signed).isEqualTo(1);
  }

  @Test
  void finalizesOnlyTheTupleOfTheNotarizationItHolds() {
    VoteBook book = book();
    Ballot otherParent = Ballot.finalizing(EPOCH, VIEW, 3, A);

    assertThat(book.sign(FINALIZE_A, null)).isEmpty();
    assertThat(book.sign(FINALIZE_A, notarization(FINALIZE_B))).isEmpty();
    assertThat(book.sign(FINALIZE_A, notarization(otherParent))).isEmpty();
    Optional<OwnVote> record = book.sign(FINALIZE_A, notarization(FINALIZE_A));
    assertThat(record).get().extracting(OwnVote::notarization).isNotNull();
  }

  @Test
  void signsAboveTheFloorOfTheActiveEpochOnly() {
    VoteBook book = book();
    book.raiseFloor(EPOCH, VIEW - 1);

    assertThat(ask(book, Ballot.nullify(EPOCH, VIEW - 1))).isEmpty();
    assertThat(ask(book, Ballot.nullify(EPOCH - 1, VIEW))).isEmpty();
    assertThat(ask(book, Ballot.nullify(EPOCH + 1, VIEW))).isEmpty();
    assertThat(ask(book, NULLIFY)).isPresent();
    book.deactivate();
    assertThat(ask(book, Ballot.nullify(EPOCH, VIEW + 1))).isEmpty();
  }

  @Test
  void refusesAJournalWithConflictingVotes() {
    List<Ballot> all = List.of(NOTARIZE_A, NOTARIZE_B, NULLIFY, FINALIZE_A, FINALIZE_B);
    for (Ballot one : all) {
      for (Ballot two : all) {
        VoteBook book = book();
        book.restore(record(one));
        if (Equivocation.conflicts(one, two)) {
          assertThatThrownBy(() -> book.restore(record(two)))
              .isInstanceOf(IllegalStateException.class);
        } else {
          book.restore(record(two));
          assertThat(book.holds(one) && book.holds(two)).isTrue();
        }
      }
    }
  }

  @Test
  void noSequenceOfRequestsAndRestartsGivesAConflict() {
    Seeds.forAll(
        300,
        random -> {
          VoteBook book = book();
          List<OwnVote> journal = new ArrayList<>();
          List<Ballot> all = List.of(NOTARIZE_A, NOTARIZE_B, NULLIFY, FINALIZE_A, FINALIZE_B);
          for (int i = 0; i < 30; i++) {
            if (random.nextInt(5) == 0) {
              book = book();
              journal.forEach(book::restore);
            }
            ask(book, all.get(random.nextInt(all.size()))).ifPresent(journal::add);
          }
          for (OwnVote one : journal) {
            for (OwnVote two : journal) {
              assertThat(Equivocation.conflicts(one.vote().ballot(), two.vote().ballot()))
                  .isFalse();
            }
          }
        });
  }

  private static OwnVote record(Ballot ballot) {
    boolean carries = ballot.kind() == VoteKind.FINALIZE;
    return new OwnVote(
        new Vote(ballot, 2, new byte[Vote.SIGNATURE_BYTES]), carries ? notarization(ballot) : null);
  }
}
