package network.clawnet.core.stake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.stake.StakeScene.Seat;
import network.clawnet.core.stake.event.StakeCodes;
import org.junit.jupiter.api.Test;

class AttendanceTest {
  private static final Seat SILENT = Seat.of(3);

  private final StakeScene scene = StakeScene.of(0, 40, 30, 30, 20);

  private int index(Seat seat) {
    return scene.record().current().indexOf(seat.key());
  }

  /** The silent one misses so many turns, one at a time, and another makes each block. */
  private void miss(Seat seat, int turns) {
    for (int i = 0; i < turns; i++) {
      scene.ledger.led(new Turn(index(Seat.of(0)), List.of(index(seat))));
    }
  }

  private boolean jailed(Seat seat) {
    return scene.bond(seat).standing().jailed();
  }

  private static Object code(Verdict verdict) {
    return verdict instanceof Verdict.Reject reject ? reject.code() : "accepted";
  }

  @Test
  void whoMissesAllItsTurnsOfAnEpochLosesItsSeatInTheOneAfterTheNext() {
    miss(SILENT, 3);
    scene.endEpoch();

    assertThat(jailed(SILENT)).isTrue();
    assertThat(scene.record().current().indexOf(SILENT.key())).isNotNegative();
    assertThat(scene.nextWeight(SILENT)).isZero();
    assertThat(scene.bond(SILENT).amount().value()).isEqualTo(20);
  }

  @Test
  void twoMissedTurnsAreNotEnough() {
    miss(SILENT, 2);
    scene.endEpoch();

    assertThat(jailed(SILENT)).isFalse();
    assertThat(scene.nextWeight(SILENT)).isEqualTo(20);
  }

  @Test
  void oneBlockInTheEpochIsEnoughToStay() {
    miss(SILENT, 2);
    scene.ledger.led(new Turn(index(SILENT), List.of()));
    miss(SILENT, 5);
    scene.endEpoch();

    assertThat(jailed(SILENT)).isFalse();
  }

  @Test
  void turnsOfTwoEpochsDoNotAddUp() {
    miss(SILENT, 2);
    scene.endEpoch();
    miss(SILENT, 2);
    scene.endEpoch();

    assertThat(jailed(SILENT)).isFalse();
  }

  @Test
  void nobodyIsJailedWhereAThirdWasMissing() {
    List<Integer> all = IntStream.range(0, 4).boxed().toList();
    for (int i = 0; i < 5; i++) {
      scene.ledger.led(new Turn(index(Seat.of(0)), List.of(index(Seat.of(1)), index(SILENT))));
      scene.ledger.led(new Turn(index(Seat.of(0)), all));
    }
    scene.endEpoch();

    assertThat(List.of(Seat.of(1), Seat.of(2), SILENT)).noneMatch(this::jailed);
  }

  @Test
  void aJailedKeyComesBackByUnjailAndNotByReady() {
    miss(SILENT, 3);
    scene.endEpoch();

    assertThat(code(scene.ready(SILENT))).isEqualTo(StakeCodes.VALIDATOR_JAILED);
    scene.endEpoch();
    assertThat(scene.record().current().indexOf(SILENT.key())).isNegative();
    StakeScene.require(scene.unjail(SILENT));
    scene.endEpoch();

    assertThat(jailed(SILENT)).isFalse();
    assertThat(scene.nextWeight(SILENT)).isEqualTo(20);
  }

  @Test
  void onlyAJailedKeyIsUnjailedAndOnlyByItsController() {
    assertThat(code(scene.unjail(SILENT))).isEqualTo(StakeCodes.VALIDATOR_NOT_JAILED);
    assertThat(code(scene.unjail(new Seat(SILENT.node(), StakeScene.STRANGER))))
        .isEqualTo(StakeCodes.VALIDATOR_FORBIDDEN);
    assertThat(code(scene.unjail(new Seat(Seat.of(9).node(), SILENT.controller()))))
        .isEqualTo(StakeCodes.VALIDATOR_NOT_FOUND);
  }

  @Test
  void whoContradictedItselfStaysOut() {
    miss(SILENT, 3);
    scene.endEpoch();
    StakeScene.require(scene.report(StakeScene.STRANGER, SILENT, 0));

    assertThat(code(scene.unjail(SILENT))).isEqualTo(StakeCodes.VALIDATOR_TOMBSTONED);
    assertThat(jailed(SILENT)).isFalse();
  }

  @Test
  void theLastAbleOnesAreNotLockedOut() {
    StakeScene two = StakeScene.of(0, 90, 20);
    for (int i = 0; i < 3; i++) {
      two.ledger.led(new Turn(0, List.of(1)));
    }
    two.endEpoch();
    assertThat(two.record().next().size()).isEqualTo(1);
    two.endEpoch();
    two.ledger.led(new Turn(0, List.of(0, 0, 0)));
    two.endEpoch();

    assertThat(two.record().next().size()).isEqualTo(1);
  }
}
