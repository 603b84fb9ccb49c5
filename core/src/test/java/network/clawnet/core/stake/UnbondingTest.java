package network.clawnet.core.stake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.event.Movement;
import network.clawnet.core.stake.StakeScene.Seat;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UnbondingTest {
  private static final Seat LEAVING = Seat.of(0);
  private final StakeScene scene = StakeScene.of(1, 100, 100);

  /** Ends the epochs that lie before the time. */
  private void runTo(long time) {
    while (scene.record().startTime() + StakeScene.EPOCH_MS <= time) {
      scene.endEpoch();
    }
    scene.ledger.setTime(time);
  }

  @Test
  @DisplayName("A5: the time of unbonding begins when the stake leaves the active set")
  void beginsWhenNoSetCountsIt() {
    StakeScene.require(scene.unstake(LEAVING, 100));

    scene.endEpoch();
    assertThat(scene.nextWeight(LEAVING)).isZero();
    assertThat(scene.bond(LEAVING).unbonding()).noneMatch(Unbonding::hasLeft);
    scene.endEpoch();

    long left = scene.ledger.time();
    assertThat(StakeScene.weight(scene.record().current(), LEAVING)).isZero();
    assertThat(scene.bond(LEAVING).unbonding())
        .containsExactly(new Unbonding(new Tokens(100), 0, 1, left + StakeScene.UNBONDING_MS));
  }

  @Test
  void returnsAtItsTimeAndNotBefore() {
    StakeScene.require(scene.unstake(LEAVING, 30));
    scene.endEpochs(2);
    long at = scene.ledger.time() + StakeScene.UNBONDING_MS;
    long before = scene.available(LEAVING);
    runTo(at - 1);
    scene.ledger.tick();
    assertThat(scene.available(LEAVING)).isEqualTo(before);
    assertThat(scene.locked(LEAVING)).isEqualTo(100);

    runTo(at);
    scene.ledger.tick();

    assertThat(scene.available(LEAVING)).isEqualTo(before + 30);
    assertThat(scene.locked(LEAVING)).isEqualTo(70);
    assertThat(scene.bond(LEAVING).unbonding()).isEmpty();
  }

  @Test
  void theReceiptSaysWhatReturned() {
    StakeScene.require(scene.unstake(LEAVING, 30));
    scene.endEpochs(2);
    runTo(scene.ledger.time() + StakeScene.UNBONDING_MS - 1);
    scene.ledger.setTime(scene.ledger.time() + 1);

    scene.ledger.tick();

    assertThat(scene.ledger.receipts().get(0).movements())
        .containsExactly(
            new Movement(
                Movement.Kind.STAKE_RELEASE,
                LEAVING.controller().did(),
                LEAVING.controller().did(),
                new Tokens(30),
                ""));
  }

  @Test
  @DisplayName(
      "A6: stake whose leaving waits for the next third is counted, so its time waits, too")
  void waitsWithTheSet() {
    StakeScene four = StakeScene.of(0, 30, 30, 30, 30);
    StakeScene.require(four.unstake(Seat.of(0), 30));
    StakeScene.require(four.unstake(Seat.of(1), 30));

    four.endEpochs(2);
    assertThat(four.bond(Seat.of(0)).unbonding()).allMatch(Unbonding::hasLeft);
    assertThat(four.bond(Seat.of(1)).unbonding()).noneMatch(Unbonding::hasLeft);
    four.endEpoch();
    assertThat(four.bond(Seat.of(1)).unbonding()).allMatch(Unbonding::hasLeft);
  }

  @Test
  void stakeThatWasNeverCountedBeginsAtTheEndOfItsEpoch() {
    Seat idle = Seat.of(2);
    StakeScene.require(scene.register(idle));
    StakeScene.require(scene.stake(idle, 50));
    StakeScene.require(scene.unstake(idle, 50));

    scene.endEpoch();

    assertThat(scene.bond(idle).unbonding()).allMatch(Unbonding::hasLeft);
  }

  @Test
  void whatOneEpochAsksForIsOneEntry() {
    StakeScene.require(scene.unstake(LEAVING, 10));
    StakeScene.require(scene.unstake(LEAVING, 20));
    scene.endEpoch();
    StakeScene.require(scene.unstake(LEAVING, 5));

    assertThat(scene.bond(LEAVING).unbonding())
        .extracting(it -> it.amount().value())
        .isEqualTo(List.of(30L, 5L));
  }

  /** Else somebody who cheats in an epoch that takes years is out before the first block. */
  @Test
  @DisplayName(
      "T-A24: stake stays while votes of its last epoch are evidence, however long epochs take")
  void aStandstillFreesNobody() {
    StakeScene.require(scene.unstake(LEAVING, 100));
    scene.endEpochs(2);
    long standstill = 1_000 * StakeScene.UNBONDING_MS;
    scene.ledger.setTime(scene.ledger.time() + standstill);
    scene.ledger.tick();
    assertThat(scene.locked(LEAVING)).isEqualTo(100);

    StakeScene.require(scene.report(StakeScene.STRANGER, LEAVING, 1));

    assertThat(scene.locked(LEAVING)).isEqualTo(90);
  }

  @Test
  void afterAStandstillItReturnsWhenTheEpochsAreOver() {
    StakeScene.require(scene.unstake(LEAVING, 100));
    scene.endEpochs(2);
    scene.ledger.setTime(scene.ledger.time() + 1_000 * StakeScene.UNBONDING_MS);
    for (int i = 0; i < StakeScene.EVIDENCE_EPOCHS; i++) {
      scene.endEpoch();
      assertThat(scene.locked(LEAVING)).isEqualTo(100);
    }

    scene.endEpoch();
    scene.ledger.setTime(scene.ledger.time() + StakeScene.EPOCH_MS - 1);
    scene.ledger.tick();

    assertThat(scene.locked(LEAVING)).isZero();
  }

  @Test
  @DisplayName("T-A24: who unbonds after cheating is still slashed, up to the day of return")
  void runningDoesNotHelp() {
    StakeScene.require(scene.unstake(LEAVING, 100));
    scene.endEpochs(2);
    runTo(scene.ledger.time() + StakeScene.EVIDENCE_EPOCHS * StakeScene.EPOCH_MS - 1);

    StakeScene.require(scene.report(StakeScene.STRANGER, LEAVING, 1));

    assertThat(scene.locked(LEAVING)).isEqualTo(90);
  }

  /** A full block may leave an entry for the next; what it owes is not at stake any more. */
  @Test
  @DisplayName("A4: what is mature is not slashed, though its entry has not run")
  void maturityDoesNotDependOnTheEntry() {
    StakeScene.require(scene.unstake(LEAVING, 60));
    scene.endEpochs(2);
    runTo(scene.ledger.time() + StakeScene.UNBONDING_MS - 1);
    scene.ledger.holdDueBack(true);
    scene.ledger.setTime(scene.ledger.time() + 1);
    long before = scene.available(LEAVING);

    StakeScene.require(scene.report(StakeScene.STRANGER, LEAVING, scene.record().epoch()));

    assertThat(scene.available(LEAVING)).isEqualTo(before + 60);
    assertThat(scene.locked(LEAVING)).isEqualTo(36);
    scene.ledger.holdDueBack(false);
    scene.ledger.tick();
    assertThat(scene.available(LEAVING)).isEqualTo(before + 60);
  }
}
