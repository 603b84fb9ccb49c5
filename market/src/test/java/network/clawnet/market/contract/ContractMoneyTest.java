package network.clawnet.market.contract;

import static network.clawnet.market.testing.ContractScene.CLIENT;
import static network.clawnet.market.testing.ContractScene.FIRST;
import static network.clawnet.market.testing.ContractScene.PROVIDER;
import static network.clawnet.market.testing.ContractScene.SECOND;
import static network.clawnet.market.testing.MarketScene.ARBITER;
import static network.clawnet.market.testing.MarketScene.DELIVER_MS;
import static network.clawnet.market.testing.MarketScene.DISPUTE_MS;
import static network.clawnet.market.testing.MarketScene.EACH;
import static network.clawnet.market.testing.MarketScene.REVIEW_MS;
import static network.clawnet.market.testing.MarketScene.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.account.Treasury;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.Movement;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.arbiter.Seat;
import network.clawnet.market.arbiter.Seats;
import network.clawnet.market.reputation.Rating;
import network.clawnet.market.reputation.Ratings;
import network.clawnet.market.testing.ContractScene;
import network.clawnet.market.testing.MarketScene;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.Test;

/** Who has what after each way in which milestones of 1 000 and of 500 Token can end. */
class ContractMoneyTest {
  private final MarketScene scene = MarketScene.withArbiter();
  private final ContractScene contract = ContractScene.funded(scene);

  @Test
  void eachMilestoneIsPaidAtItsApprovalAndTheFeeComesOutOfIt() {
    assertThat(scene.locked(CLIENT)).isEqualTo(1_500);

    contract.then(MilestoneAction.SUBMIT, FIRST, PROVIDER);
    assertThat(scene.available(PROVIDER)).as("nothing at the submission").isEqualTo(EACH);
    contract.then(MilestoneAction.APPROVE, FIRST, CLIENT);

    assertMoney(EACH - 1_500, EACH + 950, 50);
    assertThat(scene.locked(CLIENT)).isEqualTo(500);
    assertThat(scene.ledger().receipts().get(0).movements())
        .containsExactly(moved(Movement.Kind.MARKET_PAY, 950), moved(Movement.Kind.MARKET_FEE, 50));

    contract
        .then(MilestoneAction.SUBMIT, SECOND, PROVIDER)
        .then(MilestoneAction.APPROVE, SECOND, CLIENT);

    assertMoney(EACH - 1_500, EACH + 1_425, 75);
    assertNothingLeft(Contract.State.COMPLETED);
    assertRating(PROVIDER, 1_000, false);
    assertRating(CLIENT, 1_000, false);
  }

  @Test
  void oneDisputeIsRuledAndTheOtherMilestoneGoesOn() {
    long before = scene.available(ARBITER);
    contract
        .then(MilestoneAction.SUBMIT, FIRST, PROVIDER)
        .then(MilestoneAction.DISPUTE, FIRST, CLIENT)
        .then(MilestoneAction.SUBMIT, SECOND, PROVIDER);
    assertThat(contract.now().state()).isEqualTo(Contract.State.DISPUTED);

    assertThat(Verdicts.of(contract.share(MilestoneAction.RULE, FIRST, 981, ARBITER)))
        .isEqualTo("CONTRACT_OVERDRAWN");
    scene.expect(contract.share(MilestoneAction.RULE, FIRST, 400, ARBITER));

    assertThat(contract.now().state()).isEqualTo(Contract.State.ACTIVE);
    assertThat(scene.available(ARBITER)).isEqualTo(before + 20);
    assertMoney(EACH - 1_500 + 580, EACH + 380, 20);

    contract.then(MilestoneAction.APPROVE, SECOND, CLIENT);

    assertMoney(EACH - 920, EACH + 855, 45);
    assertNothingLeft(Contract.State.COMPLETED);
    assertRating(PROVIDER, 600, true); // 900 of 1 500
    assertRating(CLIENT, 733, true); // 600 and 500 of 1 500
  }

  @Test
  void aRulingMayGiveAllThatIsLeft() {
    contract
        .then(MilestoneAction.SUBMIT, FIRST, PROVIDER)
        .then(MilestoneAction.DISPUTE, FIRST, CLIENT);

    scene.expect(contract.share(MilestoneAction.RULE, FIRST, 980, ARBITER));

    assertThat(contract.milestone(FIRST).state()).isEqualTo(Milestone.State.APPROVED);
    assertThat(contract.milestone(FIRST).toProvider()).isEqualTo(new Tokens(980));
    assertMoney(EACH - 1_500, EACH + 931, 49);
  }

  @Test
  void silenceAfterASubmissionPaysAtItsDeadlineAndNotBefore() {
    contract
        .then(MilestoneAction.SUBMIT, FIRST, PROVIDER)
        .then(MilestoneAction.SUBMIT, SECOND, PROVIDER);

    scene.pass(REVIEW_MS - 1);
    assertThat(scene.available(PROVIDER)).isEqualTo(EACH);
    scene.pass(1);

    assertMoney(EACH - 1_500, EACH + 1_425, 75);
    assertNothingLeft(Contract.State.COMPLETED);
  }

  @Test
  void eachMissingSubmissionIsRefundedAtItsOwnDeadline() {
    scene.pass(DELIVER_MS - 1);
    assertThat(scene.locked(CLIENT)).isEqualTo(1_500);
    scene.pass(1);
    assertThat(contract.milestone(FIRST).state()).isEqualTo(Milestone.State.REFUNDED);
    assertThat(scene.locked(CLIENT)).isEqualTo(500);
    assertThat(contract.now().state()).isEqualTo(Contract.State.ACTIVE);

    scene.pass(5_000);

    assertMoney(EACH, EACH, 0);
    assertNothingLeft(Contract.State.TERMINATED);
    assertRating(PROVIDER, 0, false);
    assertThat(Ratings.count(scene.ledger().view(), CLIENT.did())).isZero();
  }

  @Test
  void anUnansweredRejectionIsRefundedAndARevisionRunsAnew() {
    contract
        .then(MilestoneAction.SUBMIT, FIRST, PROVIDER)
        .then(MilestoneAction.REVISE, FIRST, CLIENT);
    assertThat(contract.milestone(FIRST).revisionsLeft()).isEqualTo(1);
    assertThat(contract.milestone(SECOND).revisionsLeft()).isEqualTo(2);
    scene.pass(DELIVER_MS - 1);
    contract
        .then(MilestoneAction.SUBMIT, FIRST, PROVIDER)
        .then(MilestoneAction.REVISE, FIRST, CLIENT)
        .then(MilestoneAction.SUBMIT, FIRST, PROVIDER);
    assertThat(Verdicts.of(contract.step(MilestoneAction.REVISE, FIRST, CLIENT)))
        .isEqualTo("REVISIONS_USED");
    contract.then(MilestoneAction.REJECT, FIRST, CLIENT);

    scene.pass(REVIEW_MS);

    assertMoney(EACH, EACH, 0);
    assertNothingLeft(Contract.State.TERMINATED);
  }

  @Test
  void withoutARulingTheShareOfTheTermsHoldsAndTheArbiterLosesItsSeat() {
    contract
        .then(MilestoneAction.SUBMIT, FIRST, PROVIDER)
        .then(MilestoneAction.SUBMIT, SECOND, PROVIDER)
        .then(MilestoneAction.APPROVE, SECOND, CLIENT)
        .then(MilestoneAction.DISPUTE, FIRST, CLIENT);

    scene.pass(DISPUTE_MS - 1);
    assertThat(contract.now().state()).isEqualTo(Contract.State.DISPUTED);
    scene.pass(1);

    assertMoney(EACH - 750, EACH + 475 + 238, 25 + 12);
    assertNothingLeft(Contract.State.COMPLETED);
    assertThat(Seats.get(scene.ledger().view(), ARBITER.did()).filter(Seat::isDrawn)).isEmpty();
    assertRating(PROVIDER, 500, false);
  }

  @Test
  void aSplitOfOneMilestoneNeedsBothAndLeavesTheOther() {
    assertThat(Verdicts.of(contract.share(MilestoneAction.SPLIT, FIRST, 1_001, CLIENT, PROVIDER)))
        .isEqualTo("CONTRACT_OVERDRAWN");
    scene.expect(contract.share(MilestoneAction.SPLIT, FIRST, 1_000, CLIENT, PROVIDER));
    scene.expect(contract.share(MilestoneAction.SPLIT, SECOND, 0, PROVIDER, CLIENT));

    assertMoney(EACH - 1_000, EACH + 950, 50);
    assertNothingLeft(Contract.State.COMPLETED);
    assertRating(PROVIDER, 666, false);
  }

  @Test
  void theProviderAloneGivesBackAllThatRunsAndKeepsWhatWasApproved() {
    contract
        .then(MilestoneAction.SUBMIT, FIRST, PROVIDER)
        .then(MilestoneAction.APPROVE, FIRST, CLIENT);
    assertThat(Verdicts.of(contract.step(ContractAction.TERMINATE, CLIENT)))
        .isEqualTo("CONTRACT_COSIGN_MISSING");
    assertThat(Verdicts.of(contract.terminate(1, PROVIDER))).isEqualTo("CONTRACT_COSIGN_MISSING");

    contract.then(ContractAction.TERMINATE, PROVIDER);

    assertMoney(EACH - 1_000, EACH + 950, 50);
    assertNothingLeft(Contract.State.TERMINATED);
    assertRating(PROVIDER, 1_000, false);
    contract.then(ContractAction.REVIEW, CLIENT);
    assertThat(Ratings.get(scene.ledger().view(), PROVIDER.did(), 0).orElseThrow().stars())
        .isEqualTo(4);
  }

  @Test
  void bothMayEndItAndShareWhatIsLeft() {
    assertThat(Verdicts.of(contract.terminate(1_501, CLIENT, PROVIDER)))
        .isEqualTo("CONTRACT_OVERDRAWN");

    scene.expect(contract.terminate(1_200, CLIENT, PROVIDER));

    assertMoney(EACH - 1_200, EACH + 1_140, 60);
    assertThat(contract.milestone(FIRST).state()).isEqualTo(Milestone.State.APPROVED);
    assertThat(contract.milestone(SECOND).state()).isEqualTo(Milestone.State.SPLIT);
    assertThat(contract.milestone(SECOND).toProvider()).isEqualTo(new Tokens(200));
    assertNothingLeft(Contract.State.TERMINATED);
    assertRating(PROVIDER, 1_000, false);
  }

  @Test
  void whatTheProviderGivesBackCountsForNobody() {
    contract
        .then(MilestoneAction.CANCEL, FIRST, PROVIDER)
        .then(MilestoneAction.CANCEL, SECOND, PROVIDER);

    assertMoney(EACH, EACH, 0);
    assertNothingLeft(Contract.State.TERMINATED);
    assertThat(Ratings.count(scene.ledger().view(), PROVIDER.did())).isZero();
    assertThat(Verdicts.of(contract.step(ContractAction.REVIEW, CLIENT)))
        .as("nothing was paid")
        .isEqualTo("CONTRACT_INVALID_STATE");
  }

  @Test
  void completingApprovesAllThatWasSubmittedAndNothingElse() {
    contract.then(MilestoneAction.SUBMIT, SECOND, PROVIDER);
    var refused = contract.step(ContractAction.COMPLETE, CLIENT);
    assertThat(Verdicts.of(refused)).isEqualTo("MILESTONE_OPEN");
    assertThat(Verdicts.detail(refused, "milestone")).contains(FIRST);

    contract.then(MilestoneAction.SUBMIT, FIRST, PROVIDER).then(ContractAction.COMPLETE, CLIENT);

    assertMoney(EACH - 1_500, EACH + 1_425, 75);
    assertNothingLeft(Contract.State.COMPLETED);
  }

  @Test
  void anybodyClosesWhatIsOverdueAndOnlyThat() {
    contract.then(MilestoneAction.SUBMIT, SECOND, PROVIDER);
    scene.ledger().holdDueBack(true);
    scene.ledger().setTime(contract.milestone(FIRST).deadline());
    contract.then(MilestoneAction.APPROVE, SECOND, CLIENT); // not overdue itself
    assertThat(Verdicts.of(contract.step(MilestoneAction.SUBMIT, FIRST, PROVIDER)))
        .isEqualTo("CONTRACT_OVERDUE");

    contract.then(ContractAction.CLOSE, STRANGER);

    assertMoney(EACH - 500, EACH + 475, 25);
    assertNothingLeft(Contract.State.COMPLETED);
  }

  @Test
  void manyMilestonesThatEndAtOnceArePaidWithOneFeeEach() {
    MarketScene other = MarketScene.withArbiter();
    List<Json> parts = new ArrayList<>();
    for (int i = 0; i < Milestone.MAX_COUNT; i++) {
      parts.add(ContractScene.milestone("m" + i, 19).build());
    }
    ContractScene many =
        new ContractScene(
            other,
            other.make(
                CLIENT,
                CreateRules.CREATE,
                ContractScene.paper().put("milestones", Json.of(parts)).build()));
    many.then(ContractAction.SIGN, CLIENT, PROVIDER).then(ContractAction.FUND, CLIENT);
    for (int i = 0; i < Milestone.MAX_COUNT; i++) {
      many.then(MilestoneAction.SUBMIT, "m" + i, PROVIDER);
    }

    other.pass(REVIEW_MS);

    assertThat(other.available(PROVIDER)).isEqualTo(EACH + 32 * 18);
    assertThat(other.ledger().receipts()).hasSize(1);
    assertThat(other.ledger().receipts().get(0).movements()).hasSize(2);
    assertThat(many.now().state()).isEqualTo(Contract.State.COMPLETED);
  }

  @Test
  void aMilestoneHasAtMostSixteenHashesOfEvidence() {
    contract
        .then(MilestoneAction.SUBMIT, FIRST, PROVIDER)
        .then(MilestoneAction.DISPUTE, FIRST, CLIENT);
    Json.Builder fifteen =
        contract.payload(MilestoneAction.EVIDENCE, FIRST).put("evidence", ContractScene.hashes(15));
    scene.expect(scene.submit(PROVIDER, MilestoneAction.EVIDENCE.type(), fifteen.build()));

    contract.then(MilestoneAction.EVIDENCE, FIRST, CLIENT);

    assertThat(Verdicts.of(contract.step(MilestoneAction.EVIDENCE, FIRST, CLIENT)))
        .isEqualTo("EVIDENCE_LIMIT");
  }

  @Test
  void eachSideReviewsOnceAndInTime() {
    contract
        .then(MilestoneAction.SUBMIT, FIRST, PROVIDER)
        .then(MilestoneAction.SUBMIT, SECOND, PROVIDER)
        .then(ContractAction.COMPLETE, CLIENT)
        .then(ContractAction.REVIEW, PROVIDER);

    assertThat(Verdicts.of(contract.step(ContractAction.REVIEW, PROVIDER)))
        .isEqualTo("REVIEW_EXISTS");
    scene.pass(7_776_000_000L);
    ContractScene later = contract.copy();
    contract.then(ContractAction.REVIEW, CLIENT);
    later.scene().pass(1);

    assertThat(Verdicts.of(later.step(ContractAction.REVIEW, CLIENT))).isEqualTo("REVIEW_LATE");
  }

  private Movement moved(Movement.Kind kind, long amount) {
    return new Movement(
        kind, CLIENT.did(), PROVIDER.did(), new Tokens(amount), contract.id().hex());
  }

  private void assertMoney(long client, long provider, long treasury) {
    assertThat(scene.available(CLIENT)).as("client").isEqualTo(client);
    assertThat(scene.available(PROVIDER)).as("provider").isEqualTo(provider);
    assertThat(Treasury.get(scene.ledger().view()).balance().value())
        .as("treasury")
        .isEqualTo(treasury);
  }

  private void assertNothingLeft(Contract.State state) {
    assertThat(contract.now().state()).isEqualTo(state);
    assertThat(scene.locked(CLIENT)).isZero();
    assertThat(contract.now().held().isZero()).isTrue();
    assertThat(Contracts.about(scene.ledger().view(), contract.id())).isEmpty();
    assertThat(scene.ledger().keys(Changes.DUE_MODULE))
        .as("no deadline of the contract is left")
        .noneMatch(
            key ->
                new String(key, StandardCharsets.ISO_8859_1)
                    .endsWith(new String(contract.id().bytes(), StandardCharsets.ISO_8859_1)));
  }

  private void assertRating(TestActor of, int outcome, boolean disputed) {
    Rating rating = Ratings.get(scene.ledger().view(), of.did(), 0).orElseThrow();
    assertThat(rating.deal()).isEqualTo(contract.id());
    assertThat(rating.outcome()).isEqualTo(outcome);
    assertThat(rating.disputed()).isEqualTo(disputed);
    assertThat(Ratings.count(scene.ledger().view(), of.did())).isEqualTo(1);
  }
}
