package network.clawnet.core.stake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.stake.StakeScene.Seat;
import network.clawnet.core.testing.Seeds;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NextSetTest {
  private static final Seat FIRST = Seat.of(0);
  private static final Seat SECOND = Seat.of(1);

  @Test
  void isTheSameWhileTheBondsAre() {
    StakeScene scene = StakeScene.of(0, 50, 30);
    var before = scene.record().current();

    scene.endEpochs(3);

    assertThat(scene.record().epoch()).isEqualTo(3);
    assertThat(scene.record().current()).isEqualTo(before);
    assertThat(scene.record().next()).isEqualTo(before);
  }

  @Test
  void aNewcomerRunsTheEpochAfterTheNext() {
    StakeScene scene = StakeScene.of(1, 50);
    scene.join(SECOND, 40);

    assertThat(scene.nextWeight(SECOND)).isZero();
    scene.endEpoch();
    assertThat(scene.record().current().size()).isEqualTo(1);
    assertThat(scene.nextWeight(SECOND)).isEqualTo(40);
    scene.endEpoch();
    assertThat(StakeScene.weight(scene.record().current(), SECOND)).isEqualTo(40);
  }

  @Test
  void whoDoesNotSayReadyInTheEpochWaits() {
    StakeScene scene = StakeScene.of(1, 50);
    StakeScene.require(scene.register(SECOND));
    StakeScene.require(scene.ready(SECOND)); // too early: nothing is staked when the epoch ends
    scene.endEpoch();
    StakeScene.require(scene.stake(SECOND, 40));
    scene.endEpoch();
    assertThat(scene.nextWeight(SECOND)).isZero();

    StakeScene.require(scene.ready(SECOND));
    scene.endEpoch();

    assertThat(scene.nextWeight(SECOND)).isEqualTo(40);
  }

  @Test
  void aMemberNeedNotSayReadyAgain() {
    StakeScene scene = StakeScene.of(0, 50, 40);
    StakeScene.require(scene.stake(SECOND, 5));

    scene.endEpochs(2);

    assertThat(scene.nextWeight(SECOND)).isEqualTo(45);
  }

  @Test
  void leavesOutABondBelowTheLeastOne() {
    StakeScene scene = StakeScene.of(0, 50, 20);
    StakeScene.require(scene.unstake(SECOND, 20 - StakeScene.MIN_STAKE));
    scene.endEpoch();
    assertThat(scene.nextWeight(SECOND)).isEqualTo(StakeScene.MIN_STAKE);

    StakeScene.require(scene.unstake(SECOND, 1));
    scene.endEpoch();

    assertThat(scene.nextWeight(SECOND)).isZero();
  }

  @Test
  void keepsItsMembersWhenNobodysBondIsLeft() {
    StakeScene scene = StakeScene.of(0, 50, 30);
    StakeScene.require(scene.unstake(FIRST, 50));
    StakeScene.require(scene.unstake(SECOND, 30));

    scene.endEpochs(3);

    assertThat(scene.nextWeight(FIRST)).isEqualTo(50);
    assertThat(scene.nextWeight(SECOND)).isEqualTo(30);
    assertThat(scene.bond(FIRST).unbonding()).noneMatch(Unbonding::hasLeft);
  }

  @Test
  void threeOrFewerChangeAtOnce() {
    StakeScene scene = StakeScene.of(5, 30, 30, 30);
    IntStream.range(3, 8).forEach(it -> scene.join(Seat.of(it), 1_000));

    scene.endEpoch();

    assertThat(scene.record().next().totalWeight()).isEqualTo(90 + 5 * 1_000);
  }

  @Test
  @DisplayName("T-A8: a flood of newcomers gets a third of the weight, in order of event")
  void aFloodGetsAThird() {
    StakeScene scene = StakeScene.of(4, 30, 30, 30, 30);
    IntStream.range(4, 8).forEach(it -> scene.join(Seat.of(it), 25));

    scene.endEpoch();

    assertThat(IntStream.range(4, 8).mapToObj(it -> scene.nextWeight(Seat.of(it))))
        .containsExactly(25L, 15L, 0L, 0L);
    assertThat(scene.record().next().totalWeight()).isEqualTo(160);
  }

  @Test
  @DisplayName("T-A8: splitting a stake over many keys gives no more weight than one key")
  void splittingGivesNoMore() {
    StakeScene one = StakeScene.of(1, 30, 30, 30, 30);
    one.join(Seat.of(4), 100);
    one.endEpoch();
    StakeScene many = StakeScene.of(4, 30, 30, 30, 30);
    IntStream.range(4, 8).forEach(it -> many.join(Seat.of(it), 25));
    many.endEpoch();

    assertThat(many.record().next().totalWeight()).isEqualTo(one.record().next().totalWeight());
  }

  @Test
  @DisplayName(
      "A6: what waits is admitted in the epochs after, if it says ready again or is in part")
  void theRestFollows() {
    StakeScene scene = StakeScene.of(2, 30, 30, 30, 30);
    scene.join(Seat.of(4), 60);
    scene.join(Seat.of(5), 20);
    scene.endEpoch();
    assertThat(scene.nextWeight(Seat.of(4))).isEqualTo(40);
    assertThat(scene.nextWeight(Seat.of(5))).isZero();

    StakeScene.require(scene.ready(Seat.of(5)));
    scene.endEpoch();

    assertThat(scene.nextWeight(Seat.of(4))).isEqualTo(60);
    assertThat(scene.nextWeight(Seat.of(5))).isEqualTo(20);
    assertThat(scene.bond(Seat.of(4)).standing().waitingSince()).isZero();
  }

  @Test
  @DisplayName("A6: who waited longer goes first, whatever the size of a later stake")
  void aLaterStakeDoesNotOvertake() {
    StakeScene scene = StakeScene.of(2, 30, 30, 30, 30);
    StakeScene.require(scene.register(Seat.of(5)));
    StakeScene.require(scene.stake(Seat.of(5), 30));
    scene.join(Seat.of(4), 900);
    StakeScene.require(scene.ready(Seat.of(5)));

    scene.endEpoch();

    assertThat(scene.nextWeight(Seat.of(5))).isEqualTo(30);
    assertThat(scene.nextWeight(Seat.of(4))).isEqualTo(10);
  }

  @Test
  @DisplayName("A6: leaving counts as change, too")
  void atMostAThirdLeavesAtOnce() {
    StakeScene scene = StakeScene.of(0, 30, 30, 30, 30);
    StakeScene.require(scene.unstake(Seat.of(0), 30));
    StakeScene.require(scene.unstake(Seat.of(1), 30));

    scene.endEpoch();
    assertThat(scene.nextWeight(Seat.of(0))).isZero();
    assertThat(scene.nextWeight(Seat.of(1))).isEqualTo(20);
    scene.endEpoch();
    assertThat(scene.nextWeight(Seat.of(1))).isZero();
  }

  @Test
  @DisplayName("A6: who is tombstoned leaves first and is not counted")
  void theTombstonedDoNotUseUpTheThird() {
    StakeScene scene = StakeScene.of(1, 30, 30, 30, 30);
    scene.join(Seat.of(4), 30);
    StakeScene.require(scene.report(StakeScene.STRANGER, Seat.of(0), 0));

    scene.endEpoch();

    assertThat(scene.nextWeight(Seat.of(0))).isZero();
    assertThat(scene.nextWeight(Seat.of(4))).isEqualTo(30);
  }

  @Test
  void aLargerBondTakesTheSeatOfTheSmallest() {
    StakeScene scene = StakeScene.of(1, 90, 90, 90, 90, 90, 90, 90, 20);
    scene.join(Seat.of(8), 80);

    scene.endEpoch();

    assertThat(scene.nextWeight(Seat.of(7))).isZero();
    assertThat(scene.nextWeight(Seat.of(8))).isEqualTo(80);
    assertThat(scene.record().next().size()).isEqualTo(8);
  }

  @Test
  void anyRunOfStakesMovesAtMostAThirdAndConverges() {
    Seeds.forAll(
        60,
        random -> {
          StakeScene scene = StakeScene.of(4, 40, 40, 40, 40, 40);
          long supply = scene.ledger.tokens();
          for (int i = 5; i < 9; i++) {
            StakeScene.require(scene.register(Seat.of(i)));
          }
          for (int epoch = 0; epoch < 6; epoch++) {
            for (int i = 0; i < 6; i++) {
              Seat seat = Seat.of(random.nextInt(9));
              if (random.nextBoolean()) {
                scene.stake(seat, 1 + random.nextInt(80));
              } else {
                scene.unstake(seat, 1 + random.nextInt(40));
              }
            }
            IntStream.range(5, 9).forEach(it -> scene.ready(Seat.of(it)));
            var before = scene.record().next();
            scene.endEpoch();
            assertThat(moved(before, scene)).isLessThanOrEqualTo(before.totalWeight() / 3);
            assertThat(scene.ledger.tokens()).isEqualTo(supply);
          }
          for (int epoch = 0; epoch < 12; epoch++) {
            IntStream.range(5, 9).forEach(it -> scene.ready(Seat.of(it)));
            scene.endEpoch();
          }
          scene
              .record()
              .next()
              .validators()
              .forEach(
                  it ->
                      assertThat(it.weight())
                          .isEqualTo(
                              Bonds.require(scene.ledger.view(), it.key()).amount().value()));
        });
  }

  private static long moved(ValidatorSet before, StakeScene scene) {
    if (before.size() <= 3) {
      return 0;
    }
    return IntStream.range(0, 9)
        .mapToObj(Seat::of)
        .mapToLong(it -> Math.abs(scene.nextWeight(it) - StakeScene.weight(before, it)))
        .sum();
  }
}
