package network.clawnet.market.contract;

import static network.clawnet.market.testing.ContractScene.CLIENT;
import static network.clawnet.market.testing.ContractScene.FIRST;
import static network.clawnet.market.testing.ContractScene.PROVIDER;
import static network.clawnet.market.testing.ContractScene.SECOND;
import static network.clawnet.market.testing.MarketScene.EACH;
import static network.clawnet.market.testing.MarketScene.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.testing.ContractScene;
import network.clawnet.market.testing.MarketScene;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What can stand on the paper, and how two sides come to sign the same. */
class ContractPaperTest {
  private static final long YEAR_MS = 31_536_000_000L;

  private final MarketScene scene = MarketScene.withArbiter();

  @Test
  void aDraftSaysWhatItWasGivenAndHasItsDefaults() {
    ContractScene draft = ContractScene.draft(scene);

    Contract contract = draft.now();
    assertThat(contract.parties().client()).isEqualTo(CLIENT.did());
    assertThat(contract.parties().provider()).isEqualTo(PROVIDER.did());
    assertThat(contract.parties().arbiter()).isEmpty();
    assertThat(contract.price()).isEqualTo(new Tokens(1_500));
    assertThat(contract.held().isZero()).isTrue();
    assertThat(contract.milestone(FIRST).orElseThrow().plan().deliverMs())
        .isEqualTo(MarketScene.DELIVER_MS);
    assertThat(contract.deadline()).isEqualTo(scene.ledger().time() + 7_776_000_000L);
    assertThat(contract.paper().event()).isEqualTo(draft.id());
    assertThat(Contracts.about(scene.ledger().view(), draft.id()).orElseThrow().get("title"))
        .isEqualTo(Json.of("Build a site"));
  }

  @Test
  void aChangeTakesAllSignaturesAway() {
    ContractScene contract =
        ContractScene.draft(scene)
            .then(ContractAction.SIGN, CLIENT)
            .then(ContractAction.SIGN, PROVIDER)
            .then(ContractAction.NEGOTIATE, PROVIDER);

    assertThat(contract.now().state()).isEqualTo(Contract.State.NEGOTIATING);
    assertThat(contract.now().paper().event()).isEqualTo(contract.now().lastEvent());
    assertThat(Verdicts.of(contract.step(ContractAction.FUND, CLIENT)))
        .isEqualTo("CONTRACT_INVALID_STATE");

    contract
        .then(ContractAction.SIGN, PROVIDER)
        .then(ContractAction.SIGN, CLIENT)
        .then(ContractAction.FUND, CLIENT);

    assertThat(contract.milestone(FIRST).plan().amount()).isEqualTo(new Tokens(900));
    assertThat(scene.locked(CLIENT)).isEqualTo(1_500);
  }

  @Test
  void aChangeReplacesOnlyWhatItNames() {
    ContractScene contract = ContractScene.draft(scene);
    long expiresAt = scene.ledger().time() + 5_000;
    Json.Obj terms = Json.object().put("deliverMs", 2_000).put("silentShare", 0).build();

    change(contract, Json.object().put("terms", terms));
    assertThat(contract.milestone(FIRST).plan().deliverMs())
        .as("milestones stand as they are")
        .isEqualTo(MarketScene.DELIVER_MS);
    change(contract, MarketScene.about("Build a bridge").put("expiresAt", expiresAt));
    change(
        contract,
        Json.object()
            .put("milestones", Json.of(List.of(ContractScene.milestone("all", 7).build()))));

    Contract now = contract.now();
    assertThat(now.milestones()).hasSize(1);
    assertThat(now.milestone("all").orElseThrow().plan().deliverMs()).isEqualTo(2_000);
    assertThat(now.deadline()).isEqualTo(expiresAt);
    assertThat(Contracts.about(scene.ledger().view(), contract.id()).orElseThrow().get("title"))
        .isEqualTo(Json.of("Build a bridge"));
    scene.pass(4_999);
    assertThat(contract.now().state()).isEqualTo(Contract.State.NEGOTIATING);
    scene.pass(1);
    assertThat(contract.now().state()).isEqualTo(Contract.State.EXPIRED);
  }

  @Test
  void thePaperMustBePayableAndInTime() {
    assertThat(create(ContractScene.milestones(1, 0))).isEqualTo("ZERO_AMOUNT");
    assertThat(create(ContractScene.milestones(Tokens.MAX, 1))).isEqualTo("CONTRACT_PRICE");
    assertThat(create(ContractScene.milestones(Tokens.MAX - 1, 1))).isEqualTo("accepted");
    assertThat(create(parts(Milestone.MAX_COUNT))).isEqualTo("accepted");
    assertThat(create(parts(Milestone.MAX_COUNT + 1))).isEqualTo("PAYLOAD_INVALID");
    assertThat(create(parts(0))).isEqualTo("PAYLOAD_INVALID");
    assertThat(create(Json.of(List.of(part("a"), part("a"))))).isEqualTo("PAYLOAD_INVALID");
    assertThat(create(Json.of(List.of(part("../a"))))).isEqualTo("PAYLOAD_INVALID");
    assertThat(create(Json.of(List.of(part("x".repeat(64)))))).isEqualTo("accepted");
    assertThat(create(Json.of(List.of(part("x".repeat(65)))))).isEqualTo("PAYLOAD_INVALID");
    long now = scene.ledger().time();
    assertThat(create("expiresAt", Json.of(now))).isEqualTo("CONTRACT_EXPIRY");
    assertThat(create("expiresAt", Json.of(now + 1))).isEqualTo("accepted");
    assertThat(create("expiresAt", Json.of(now + YEAR_MS))).isEqualTo("accepted");
    assertThat(create("expiresAt", Json.of(now + YEAR_MS + 1))).isEqualTo("CONTRACT_EXPIRY");
    assertThat(create("provider", Json.of(CLIENT.did().text()))).isEqualTo("DEAL_WITH_SELF");
    assertThat(create("about", Json.object().put("text", "no title").build()))
        .isEqualTo("PAYLOAD_INVALID");
    assertThat(create("fee", Json.of("1"))).isEqualTo("PAYLOAD_INVALID");
  }

  @Test
  void aChangeIsHeldToTheSameRules() {
    ContractScene contract = ContractScene.draft(scene);

    assertThat(changed(contract, "milestones", ContractScene.milestones(0, 1)))
        .isEqualTo("ZERO_AMOUNT");
    assertThat(changed(contract, "milestones", ContractScene.milestones(Tokens.MAX, 1)))
        .isEqualTo("CONTRACT_PRICE");
    assertThat(changed(contract, "expiresAt", Json.of(scene.ledger().time())))
        .isEqualTo("CONTRACT_EXPIRY");
    assertThat(
            Verdicts.of(
                scene.submit(
                    CLIENT, ContractAction.NEGOTIATE.type(), contract.onContract().build())))
        .as("a change of nothing")
        .isEqualTo("PAYLOAD_INVALID");
  }

  @Test
  void theFundingIsThePriceAndTheClientMustHaveIt() {
    ContractScene contract = ContractScene.draft(scene).then(ContractAction.SIGN, CLIENT, PROVIDER);

    Verdict less = fund(contract, 1_499);
    assertThat(Verdicts.of(less)).isEqualTo("PRICE_MISMATCH");
    assertThat(Verdicts.detail(less, "price")).contains("1500");
    assertThat(Verdicts.of(fund(contract, 1_501))).isEqualTo("PRICE_MISMATCH");

    ContractScene dear = ContractScene.draft(scene);
    change(dear, Json.object().put("milestones", ContractScene.milestones(EACH, 1)));
    dear.then(ContractAction.SIGN, CLIENT, PROVIDER);
    assertThat(Verdicts.of(fund(dear, EACH + 1))).isEqualTo("INSUFFICIENT_BALANCE");
  }

  @Test
  void withoutAnArbiterTheClientMustSaySo() {
    MarketScene empty = MarketScene.start();
    ContractScene contract = ContractScene.draft(empty).then(ContractAction.SIGN, CLIENT, PROVIDER);
    assertThat(Verdicts.of(contract.step(ContractAction.FUND, CLIENT))).isEqualTo("ARBITER_NONE");

    empty.expect(
        empty.submit(
            CLIENT,
            ContractAction.FUND.type(),
            contract.payload(ContractAction.FUND).put("withoutArbiter", true).build()));

    assertThat(contract.now().parties().arbiter()).isEmpty();
    contract
        .then(MilestoneAction.SUBMIT, SECOND, PROVIDER)
        .then(MilestoneAction.DISPUTE, SECOND, CLIENT);
    empty.pass(MarketScene.DISPUTE_MS);
    assertThat(contract.now().state()).isEqualTo(Contract.State.COMPLETED);
    assertThat(empty.available(PROVIDER)).isEqualTo(EACH + 125 - 6);
  }

  @Test
  void partiesThatBecomeRelatedCannotFund() {
    ContractScene contract = ContractScene.draft(scene).then(ContractAction.SIGN, CLIENT, PROVIDER);
    Json.Obj document =
        Json.object()
            .put("id", PROVIDER.did().text())
            .put("controller", CLIENT.did().text())
            .build();
    scene.expect(
        scene.submit(PROVIDER, "identity.create", Json.object().put("document", document).build()));

    assertThat(Verdicts.of(contract.step(ContractAction.FUND, CLIENT)))
        .isEqualTo("SAME_CONTROLLER");
  }

  // the ways to cheat

  @Test
  void nobodyChangesThePriceInFlight() {
    ContractScene contract = ContractScene.draft(scene).then(ContractAction.SIGN, CLIENT);
    Json.Obj seen = contract.payload(ContractAction.SIGN).build();
    change(contract, Json.object().put("milestones", ContractScene.milestones(5_000, 1)));

    assertThat(Verdicts.of(scene.submit(CLIENT, ContractAction.SIGN.type(), seen)))
        .isEqualTo("PREV_MISMATCH");
  }

  @Test
  @DisplayName("T-F8: claim a milestone twice")
  void aMilestoneIsClaimedOnce() {
    ContractScene contract =
        ContractScene.funded(scene)
            .then(MilestoneAction.SUBMIT, FIRST, PROVIDER)
            .then(MilestoneAction.APPROVE, FIRST, CLIENT);
    long paid = scene.available(PROVIDER);

    for (MilestoneAction action : MilestoneAction.values()) {
      if (action != MilestoneAction.RULE) {
        assertThat(Verdicts.of(contract.step(action, FIRST, PROVIDER, CLIENT)))
            .as(action.type())
            .isEqualTo("CONTRACT_INVALID_STATE");
      }
    }
    assertThat(scene.available(PROVIDER)).isEqualTo(paid);
  }

  @Test
  void oneSidedConsentsAreWorthNothing() {
    ContractScene contract =
        ContractScene.funded(scene).then(MilestoneAction.SUBMIT, FIRST, PROVIDER);

    assertThat(Verdicts.of(contract.step(MilestoneAction.APPROVE, FIRST, PROVIDER)))
        .as("the provider pays itself")
        .isEqualTo("CONTRACT_NOT_CLIENT");
    assertThat(Verdicts.of(contract.step(MilestoneAction.SUBMIT, SECOND, STRANGER, CLIENT)))
        .as("somebody submits another's work")
        .isEqualTo("CONTRACT_NOT_PROVIDER");
    contract.then(MilestoneAction.DISPUTE, FIRST, CLIENT);
    for (TestActor party : List.of(CLIENT, PROVIDER)) {
      assertThat(Verdicts.of(contract.share(MilestoneAction.RULE, FIRST, 0, party)))
          .as("a party rules")
          .isEqualTo("CONTRACT_NOT_ARBITER");
      assertThat(Verdicts.of(contract.share(MilestoneAction.SPLIT, FIRST, 0, party)))
          .isEqualTo("CONTRACT_COSIGN_MISSING");
    }
  }

  @Test
  void theWalletCannotTouchWhatAContractHolds() {
    ContractScene contract = ContractScene.funded(scene);
    Json.Obj refund =
        Json.object()
            .put("escrowId", contract.id().hex())
            .put("amount", "1")
            .put("reason", "mine")
            .put("resourcePrev", contract.id().hex())
            .build();

    assertThat(Verdicts.of(scene.submit(CLIENT, "wallet.escrow.refund", refund)))
        .isEqualTo("ESCROW_NOT_FOUND");
    assertThat(scene.locked(CLIENT)).isEqualTo(1_500);
  }

  private void change(ContractScene contract, Json.Builder what) {
    Json.Obj payload =
        what.put("contractId", contract.id().hex())
            .put("resourcePrev", contract.now().lastEvent().hex())
            .build();
    scene.expect(scene.submit(PROVIDER, ContractAction.NEGOTIATE.type(), payload));
  }

  private String changed(ContractScene contract, String member, Json value) {
    return Verdicts.of(
        scene.submit(
            CLIENT,
            ContractAction.NEGOTIATE.type(),
            contract.onContract().put(member, value).build()));
  }

  private Verdict fund(ContractScene contract, long amount) {
    return contract
        .scene()
        .submit(
            CLIENT,
            ContractAction.FUND.type(),
            contract.payload(ContractAction.FUND).put("amount", Long.toString(amount)).build());
  }

  private String create(Json milestones) {
    return create("milestones", milestones);
  }

  private String create(String member, Json value) {
    Json.Obj payload = ContractScene.paper().put(member, value).build();
    return Verdicts.of(scene.submit(CLIENT, CreateRules.CREATE, payload));
  }

  private static Json.Arr parts(int count) {
    List<Json> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      out.add(part("m" + i));
    }
    return Json.of(out);
  }

  private static Json part(String id) {
    return ContractScene.milestone(id, 1).build();
  }
}
