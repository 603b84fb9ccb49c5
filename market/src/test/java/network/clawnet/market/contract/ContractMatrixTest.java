package network.clawnet.market.contract;

import static network.clawnet.market.testing.ContractScene.CLIENT;
import static network.clawnet.market.testing.ContractScene.FIRST;
import static network.clawnet.market.testing.ContractScene.PROVIDER;
import static network.clawnet.market.testing.ContractScene.SECOND;
import static network.clawnet.market.testing.MarketScene.ARBITER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.market.testing.ContractScene;
import network.clawnet.market.testing.MarketScene;
import network.clawnet.market.testing.Matrix;
import network.clawnet.market.testing.Matrix.Clock;
import network.clawnet.market.testing.Signers;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tries every cell of {@link ContractTable} with a correctly signed event. */
class ContractMatrixTest {
  private static final Map<Contract.State, ContractScene> CONTRACTS =
      new EnumMap<>(Contract.State.class);
  private static final Map<Milestone.State, ContractScene> MILESTONES =
      new EnumMap<>(Milestone.State.class);

  @BeforeAll
  static void buildOneStageOfEachState() {
    for (Contract.State state : Contract.State.values()) {
      ContractScene stage = contract(state);
      assertThat(stage.now().state()).isEqualTo(state);
      CONTRACTS.put(state, stage);
    }
    for (Milestone.State state : Milestone.State.values()) {
      ContractScene stage = milestone(state);
      assertThat(stage.milestone(FIRST).state()).isEqualTo(state);
      assertThat(stage.now().parties().arbiter()).contains(ARBITER.did());
      MILESTONES.put(state, stage);
    }
  }

  @Test
  void everyActionOnAContractIsAllowedOrAnswersItsOwnCode() {
    int cells =
        Matrix.check(
            EnumSet.allOf(Contract.State.class),
            EnumSet.allOf(ContractAction.class),
            ContractTable::expected,
            (state, clock, action, who) ->
                tryOut(stage(state), clock, it -> it.step(action, who.issuer(), who.cosigners())));

    assertThat(cells).isEqualTo(9 * 2 * 7 * 8);
  }

  @Test
  void everyActionOnAMilestoneIsAllowedOrAnswersItsOwnCode() {
    int cells =
        Matrix.check(
            EnumSet.allOf(Milestone.State.class),
            EnumSet.allOf(MilestoneAction.class),
            ContractTable::expected,
            (state, clock, action, who) -> tryOut(stage(state), clock, step(action, who)));

    assertThat(cells).isEqualTo(7 * 2 * 9 * 8);
  }

  @Test
  void noMilestoneMovesBeforeTheFundingOrAfterTheEnd() {
    EnumSet<Contract.State> idle = EnumSet.allOf(Contract.State.class);
    idle.removeIf(Contract.State::isFunded);

    int cells =
        Matrix.check(
            idle,
            EnumSet.allOf(MilestoneAction.class),
            ContractTable::expected,
            (state, clock, action, who) -> tryOut(stage(state), clock, step(action, who)));

    assertThat(cells).isEqualTo(7 * 2 * 9 * 8);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    ContractScene stage = stage(Contract.State.ACTIVE);
    MarketScene empty = MarketScene.start();
    for (ContractAction action : ContractAction.values()) {
      Verdict verdict = empty.submit(CLIENT, action.type(), stage.payload(action).build());
      assertThat(Verdicts.of(verdict)).as(action.type()).isEqualTo("CONTRACT_NOT_FOUND");
    }
    for (MilestoneAction action : MilestoneAction.values()) {
      Verdict none = empty.submit(CLIENT, action.type(), stage.payload(action, FIRST).build());
      assertThat(Verdicts.of(none)).as(action.type()).isEqualTo("CONTRACT_NOT_FOUND");

      Verdict other =
          action == MilestoneAction.RULE
              ? stage.step(action, "paint", ARBITER)
              : stage.step(action, "paint", CLIENT, PROVIDER);
      assertThat(Verdicts.of(other)).as(action.type()).isEqualTo("MILESTONE_NOT_FOUND");
    }
  }

  @Test
  void aStaleEventIsRefused() {
    ContractScene stage = stage(Contract.State.PENDING_FUNDING);
    Verdict verdict =
        stage
            .scene()
            .submit(
                CLIENT,
                ContractAction.FUND.type(),
                stage
                    .payload(ContractAction.FUND)
                    .put("resourcePrev", Hash.sha256(new byte[] {9}).hex())
                    .build());

    assertThat(Verdicts.of(verdict)).isEqualTo("PREV_MISMATCH");
    assertThat(Verdicts.detail(verdict, "resourcePrev")).contains(stage.now().lastEvent().hex());
  }

  private static Function<ContractScene, Verdict> step(MilestoneAction action, Signers who) {
    return it -> it.step(action, FIRST, who.issuer(), who.cosigners());
  }

  private static ContractScene contract(Contract.State state) {
    ContractScene draft = ContractScene.draft(MarketScene.withArbiter());
    return switch (state) {
      case DRAFT -> draft;
      case NEGOTIATING -> draft.then(ContractAction.NEGOTIATE, PROVIDER);
      case PENDING_SIGNATURE -> draft.then(ContractAction.SIGN, CLIENT);
      case PENDING_FUNDING -> draft.then(ContractAction.SIGN, CLIENT, PROVIDER);
      case ACTIVE -> submitted();
      case DISPUTED -> submitted().then(MilestoneAction.DISPUTE, FIRST, CLIENT);
      case COMPLETED -> submitted().then(ContractAction.COMPLETE, CLIENT);
      case TERMINATED -> {
        ContractScene stage = submitted();
        stage.scene().expect(stage.terminate(400, CLIENT, PROVIDER));
        yield stage;
      }
      case EXPIRED -> {
        draft.scene().ledger().setTime(draft.now().deadline());
        draft.scene().ledger().tick();
        yield draft;
      }
    };
  }

  /** Both milestones wait for an answer. */
  private static ContractScene submitted() {
    return ContractScene.funded(MarketScene.withArbiter())
        .then(MilestoneAction.SUBMIT, FIRST, PROVIDER)
        .then(MilestoneAction.SUBMIT, SECOND, PROVIDER);
  }

  private static ContractScene milestone(Milestone.State state) {
    ContractScene stage = ContractScene.funded(MarketScene.withArbiter());
    if (state == Milestone.State.PENDING) {
      return stage;
    }
    stage.then(MilestoneAction.SUBMIT, FIRST, PROVIDER);
    return switch (state) {
      case PENDING, SUBMITTED -> stage;
      case REJECTED -> stage.then(MilestoneAction.REJECT, FIRST, CLIENT);
      case DISPUTED -> stage.then(MilestoneAction.DISPUTE, FIRST, CLIENT);
      case APPROVED -> stage.then(MilestoneAction.APPROVE, FIRST, CLIENT);
      case REFUNDED -> stage.then(MilestoneAction.CANCEL, FIRST, PROVIDER);
      case SPLIT -> stage.then(MilestoneAction.SPLIT, FIRST, PROVIDER, CLIENT);
    };
  }

  private static ContractScene stage(Contract.State state) {
    return Objects.requireNonNull(CONTRACTS.get(state)).copy();
  }

  private static ContractScene stage(Milestone.State state) {
    return Objects.requireNonNull(MILESTONES.get(state)).copy();
  }

  private static String tryOut(
      ContractScene stage, Clock clock, Function<ContractScene, Verdict> attempt) {
    MarketScene scene = stage.scene();
    Contract before = stage.now();
    if (clock == Clock.AT_DEADLINE) {
      scene.ledger().holdDueBack(true);
      scene.ledger().setTime(at(before));
    }
    long supply = scene.ledger().tokens();

    Verdict verdict = attempt.apply(stage);

    boolean changed = !stage.now().equals(before);
    assertThat(changed)
        .as("the contract changes exactly if accepted")
        .isEqualTo(verdict.accepted());
    assertThat(scene.ledger().tokens()).isEqualTo(supply);
    assertThat(scene.locked(CLIENT)).isEqualTo(stage.now().held().value());
    return Verdicts.of(verdict);
  }

  /** Returns the deadline of the first milestone, or of the contract. */
  private static long at(Contract contract) {
    Milestone first = contract.milestone(FIRST).orElseThrow();
    return contract.state().isFunded() && !first.state().isFinal()
        ? first.deadline()
        : contract.deadline();
  }
}
