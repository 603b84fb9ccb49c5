package network.clawnet.core.consensus.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.step.ConsensusConfig;
import network.clawnet.core.consensus.step.FinalPoint;
import network.clawnet.core.consensus.vote.VoteBook;
import network.clawnet.core.consensus.vote.VoteCheck;
import org.junit.jupiter.api.Test;

class AbsenceTest {
  private static final long SILENCE = Solo.TIMING.silenceNs();

  private final Solo solo = new Solo(false);
  private final int away = (solo.self + 1) % 4;
  private final EpochState state = new EpochState(solo.start, FinalPoint.of(solo.start));
  private final Absence absence = new Absence(scope(), state, 0);

  private EpochScope scope() {
    ConsensusConfig config = new ConsensusConfig(Keys.CHAIN, Solo.TIMING, 1 << 20, 4, 1);
    VoteCheck check = new VoteCheck(Keys.CHAIN, 0, Solo.SET, Keys.CHECK);
    VoteBook book = new VoteBook(Keys.CHAIN, Keys.signer(Solo.SET.key(solo.self)));
    return new EpochScope(config, solo.start, solo.self, solo.leaders, check, book);
  }

  /** The others give up on so many turns of the one that may be away. */
  private void miss(int turns) {
    int missed = 0;
    long view = state.current();
    while (missed < turns) {
      if (solo.leaders.leader(view) == away) {
        state.view(view).put(solo.certificate(Ballot.nullify(0, view)));
        missed++;
      }
      view++;
    }
    state.enter(view, 0);
    absence.run();
  }

  private void hearOthers(long nanos) {
    for (int i = 0; i < 4; i++) {
      if (i != away) {
        absence.heard(i, nanos);
      }
    }
  }

  @Test
  void aValidatorIsAwayThatMissedTwoTurnsAndWasSilentWhileAQuorumWasHeard() {
    miss(2);
    hearOthers(SILENCE);

    assertThat(absence.isAbsent(away, SILENCE - 1)).isFalse();
    assertThat(absence.isAbsent(away, SILENCE)).isTrue();
    assertThat(absence.isAbsent((away + 1) % 4, SILENCE)).isFalse();
  }

  @Test
  void oneTurnIsNotEnough() {
    miss(1);
    hearOthers(SILENCE);

    assertThat(absence.isAbsent(away, SILENCE)).isFalse();
  }

  @Test
  void itIsBackWithItsFirstMessage() {
    miss(3);
    hearOthers(SILENCE);
    absence.heard(away, SILENCE);

    assertThat(absence.isAbsent(away, 3 * SILENCE)).isFalse();
  }

  @Test
  void whoHearsNobodyBlamesNobody() {
    miss(2);

    assertThat(absence.isAbsent(away, SILENCE)).isFalse();
  }
}
