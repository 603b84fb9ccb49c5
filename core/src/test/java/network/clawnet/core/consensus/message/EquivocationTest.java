package network.clawnet.core.consensus.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EquivocationTest {
  private static final Hash A = Hash.sha256(new byte[] {1});
  private static final Hash B = Hash.sha256(new byte[] {2});
  private static final Ballot NOTARIZE_A = Ballot.notarize(1, 5, 4, A);
  private static final Ballot NULLIFY = Ballot.nullify(1, 5);

  private static void conflict(Ballot one, Ballot two, boolean expected) {
    assertThat(Equivocation.conflicts(one, two)).isEqualTo(expected);
    assertThat(Equivocation.conflicts(two, one)).isEqualTo(expected);
  }

  @Test
  void isWhatNoHonestValidatorDoes() {
    conflict(NOTARIZE_A, Ballot.notarize(1, 5, 4, B), true);
    conflict(Ballot.finalizing(1, 5, 4, A), Ballot.finalizing(1, 5, 4, B), true);
    conflict(NULLIFY, Ballot.finalizing(1, 5, 4, A), true);
  }

  @Test
  @DisplayName("A11: one hash on two parent views is evidence")
  void comparesTuples() {
    conflict(NOTARIZE_A, Ballot.notarize(1, 5, 3, A), true);
    conflict(Ballot.finalizing(1, 5, 4, A), Ballot.finalizing(1, 5, 3, A), true);
  }

  @Test
  void honestPairsAreNoEvidence() {
    conflict(NOTARIZE_A, NOTARIZE_A, false);
    conflict(NOTARIZE_A, NULLIFY, false);
    conflict(NOTARIZE_A, Ballot.finalizing(1, 5, 4, A), false);
    conflict(NOTARIZE_A, Ballot.finalizing(1, 5, 4, B), false);
    conflict(NOTARIZE_A, Ballot.notarize(1, 6, 4, B), false);
    conflict(NOTARIZE_A, Ballot.notarize(2, 5, 4, B), false);
  }

  @Test
  void readsBackWhatItWroteAndRefusesTheRest() throws DecodeException {
    Vote first = MessageCodecTest.vote(NOTARIZE_A, 3);
    Vote second = MessageCodecTest.vote(Ballot.notarize(1, 5, 4, B), 3);
    Equivocation evidence = new Equivocation(first, second);

    assertThat(Equivocation.decode(evidence.encode())).isEqualTo(evidence);
    byte[] longer = Arrays.copyOf(evidence.encode(), evidence.encode().length + 1);
    assertThatThrownBy(() -> Equivocation.decode(longer)).isInstanceOf(DecodeException.class);
    Vote other = MessageCodecTest.vote(Ballot.notarize(1, 5, 4, B), 2);
    assertThatThrownBy(() -> new Equivocation(first, other))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] bytes = evidence.encode();
    byte[] same = bytes.clone();
    System.arraycopy(bytes, 0, same, bytes.length / 2, bytes.length / 2);
    assertThatThrownBy(() -> Equivocation.decode(same)).isInstanceOf(DecodeException.class);
  }
}
