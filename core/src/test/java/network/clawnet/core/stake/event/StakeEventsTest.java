package network.clawnet.core.stake.event;

import static org.assertj.core.api.Assertions.assertThat;

import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.account.MoneyCodes;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.EventCodes;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.stake.Bond;
import network.clawnet.core.stake.Roster;
import network.clawnet.core.stake.StakeScene;
import network.clawnet.core.stake.StakeScene.Seat;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.Test;

class StakeEventsTest {
  private static final Seat OLD = Seat.of(0);
  private static final Seat NEW = Seat.of(1);
  private final StakeScene scene = StakeScene.of(1, 100);

  private static void assertRefused(Verdict verdict, RejectCode code) {
    assertThat(verdict)
        .isInstanceOfSatisfying(Verdict.Reject.class, it -> assertThat(it.code()).isEqualTo(code));
  }

  private Verdict registerWith(Seat seat, TestActor issuer, byte[] signed) {
    return scene.submit(
        issuer,
        ValidatorRegisters.TYPE,
        new ValidatorRegister(seat.key(), seat.node().sign(signed)).payload());
  }

  private byte[] possession(TestActor controller) {
    return ValidatorRegister.possession(scene.genesis.chainId(), controller.did());
  }

  @Test
  void registersAKeyWithoutStake() {
    assertThat(scene.register(NEW).accepted()).isTrue();

    assertThat(scene.bond(NEW)).isEqualTo(Bond.of(NEW.controller().did()));
    assertThat(Roster.get(scene.ledger.view()).keys()).containsExactly(OLD.key());
  }

  @Test
  void aKeyIsRegisteredOnce() {
    assertThat(scene.register(NEW).accepted()).isTrue();

    assertRefused(scene.register(NEW), StakeCodes.VALIDATOR_EXISTS);
    assertRefused(scene.register(OLD), StakeCodes.VALIDATOR_EXISTS);
  }

  @Test
  void nobodyRegistersTheKeyOfAnother() {
    TestActor thief = StakeScene.STRANGER;

    assertRefused(
        registerWith(NEW, thief, possession(NEW.controller())), StakeCodes.POSSESSION_INVALID);
  }

  @Test
  void aProofForAnotherChainDoesNotCount() {
    byte[] elsewhere =
        ValidatorRegister.possession(Hash.sha256(new byte[] {1}), NEW.controller().did());

    assertRefused(registerWith(NEW, NEW.controller(), elsewhere), StakeCodes.POSSESSION_INVALID);
  }

  @Test
  void stakingLocksTheControllersTokens() {
    StakeScene.require(scene.register(NEW));
    long before = scene.available(NEW);

    assertThat(scene.stake(NEW, StakeScene.MIN_STAKE).accepted()).isTrue();

    assertThat(scene.locked(NEW)).isEqualTo(StakeScene.MIN_STAKE);
    assertThat(scene.available(NEW)).isEqualTo(before - StakeScene.MIN_STAKE - 1);
    assertThat(scene.bond(NEW).amount()).isEqualTo(new Tokens(StakeScene.MIN_STAKE));
    assertThat(scene.bond(NEW).standing().waitingSince()).isEqualTo(scene.ledger.height());
    assertThat(Roster.get(scene.ledger.view()).keys()).contains(OLD.key(), NEW.key());
  }

  @Test
  void refusesStakeInThePublishedOrder() {
    assertRefused(scene.stake(NEW, 0), MoneyCodes.ZERO_AMOUNT);
    assertRefused(scene.stake(NEW, 50), StakeCodes.VALIDATOR_NOT_FOUND);
    StakeScene.require(scene.register(NEW));
    Json.Obj payload = new StakeAmount(NEW.key(), new Tokens(50)).payload();
    assertRefused(
        scene.submit(StakeScene.STRANGER, Stakes.TYPE, payload), StakeCodes.VALIDATOR_FORBIDDEN);
    assertRefused(scene.stake(NEW, StakeScene.MIN_STAKE - 1), StakeCodes.STAKE_TOO_SMALL);
    long all = scene.available(NEW) - 1;
    assertRefused(scene.stake(NEW, all + 1), AccountCodes.INSUFFICIENT_BALANCE);
    assertThat(scene.stake(NEW, all).accepted()).isTrue();
    StakeScene.require(scene.report(StakeScene.STRANGER, OLD, 0));
    assertRefused(scene.stake(OLD, 50), StakeCodes.VALIDATOR_TOMBSTONED);
  }

  @Test
  void topsUpByLessThanTheLeastBond() {
    assertThat(scene.stake(OLD, 1).accepted()).isTrue();

    assertThat(scene.bond(OLD).amount()).isEqualTo(new Tokens(101));
  }

  @Test
  void aFullRosterTakesNobodyNew() {
    StakeScene crowd = StakeScene.of(Roster.MAX, 100);
    for (int i = 1; i < Roster.MAX; i++) {
      StakeScene.require(crowd.register(Seat.of(i)));
      StakeScene.require(crowd.stake(Seat.of(i), 10));
    }
    Seat last = Seat.of(Roster.MAX);
    StakeScene.require(crowd.register(last));

    assertRefused(crowd.stake(last, 10), StakeCodes.VALIDATORS_FULL);
    assertThat(crowd.stake(Seat.of(5), 10).accepted()).isTrue();
  }

  @Test
  void refusesUnstakeInThePublishedOrder() {
    assertRefused(scene.unstake(OLD, 0), MoneyCodes.ZERO_AMOUNT);
    assertRefused(scene.unstake(NEW, 5), StakeCodes.VALIDATOR_NOT_FOUND);
    assertRefused(
        scene.submit(
            StakeScene.STRANGER,
            Unstakes.TYPE,
            new StakeAmount(OLD.key(), new Tokens(5)).payload()),
        StakeCodes.VALIDATOR_FORBIDDEN);
    assertRefused(scene.unstake(OLD, 101), StakeCodes.STAKE_OVERDRAWN);
    assertThat(scene.unstake(OLD, 100).accepted()).isTrue();
    assertRefused(scene.unstake(OLD, 1), StakeCodes.STAKE_OVERDRAWN);
  }

  /** Due entries are held back, so that nothing returns meanwhile. */
  @Test
  void theSeventeenthAmountWaits() {
    StakeScene lone = StakeScene.of(0, 100);
    for (int i = 0; i < Bond.MAX_UNBONDING; i++) {
      StakeScene.require(lone.unstake(OLD, 1));
      StakeScene.require(lone.unstake(OLD, 1));
      lone.ledger.holdDueBack(true);
      lone.endEpoch();
    }

    assertRefused(lone.unstake(OLD, 1), StakeCodes.UNBONDING_LIMIT);
  }

  @Test
  void onlyTheControllerSaysReady() {
    assertRefused(scene.ready(NEW), StakeCodes.VALIDATOR_NOT_FOUND);
    assertRefused(
        scene.submit(
            StakeScene.STRANGER, ValidatorReadies.TYPE, new ValidatorReady(OLD.key()).payload()),
        StakeCodes.VALIDATOR_FORBIDDEN);
    assertThat(scene.ready(OLD).accepted()).isTrue();
    assertThat(scene.bond(OLD).standing().readyFor()).isEqualTo(2);
    StakeScene.require(scene.report(StakeScene.STRANGER, OLD, 0));
    assertRefused(scene.ready(OLD), StakeCodes.VALIDATOR_TOMBSTONED);
  }

  @Test
  void payloadsOfAnotherFormAreRefused() {
    Json.Obj amount = new StakeAmount(OLD.key(), new Tokens(5)).payload();

    assertRefused(
        scene.submit(OLD.controller(), Stakes.TYPE, amount.with("extra", Json.of(1))),
        EventCodes.PAYLOAD_INVALID);
    assertRefused(
        scene.submit(OLD.controller(), Stakes.TYPE, Json.object().put("amount", "5").build()),
        EventCodes.PAYLOAD_INVALID);
    assertRefused(
        scene.submit(
            OLD.controller(),
            ValidatorReadies.TYPE,
            Json.object().put("validator", "z6Mk").build()),
        EventCodes.PAYLOAD_INVALID);
    assertRefused(
        scene.submit(
            NEW.controller(),
            ValidatorRegisters.TYPE,
            Json.object().put("validator", NEW.node().did().multibase()).put("pop", "11").build()),
        EventCodes.PAYLOAD_INVALID);
  }
}
