package network.clawnet.wallet.escrow;

import static network.clawnet.wallet.testing.Verdicts.ACCEPTED;
import static network.clawnet.wallet.testing.WalletLedger.ALICE;
import static network.clawnet.wallet.testing.WalletLedger.BOB;
import static network.clawnet.wallet.testing.WalletLedger.CAROL;
import static network.clawnet.wallet.testing.WalletLedger.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.Test;

/** Both sides of every limit of the escrow rules. */
class EscrowBoundariesTest {
  private static final EscrowCreate GOOD = EscrowScene.create(100, true);

  @Test
  void locksTheAmountAndTakesTheFeeOnTop() {
    EscrowScene scene = EscrowScene.holding(500);

    assertThat(scene.ledger().account(ALICE).available()).isEqualTo(new Tokens(490));
    assertThat(scene.ledger().account(ALICE).locked()).isEqualTo(new Tokens(500));
    assertThat(scene.escrow().state()).isEqualTo(Escrow.State.FUNDED);
  }

  @Test
  void asksForHalfAPercentRoundedUpAndAtLeastOneToken() {
    assertThat(leastFee(GOOD, 1)).isEqualTo(1);
    assertThat(leastFee(GOOD, 200)).isEqualTo(1);
    assertThat(leastFee(GOOD, 201)).isEqualTo(2);
    assertThat(leastFee(GOOD, 400)).isEqualTo(2);
    assertThat(leastFee(GOOD, 401)).isEqualTo(3);
    assertThat(leastFee(GOOD, Tokens.MAX)).isEqualTo(45_000_000_000_000L);
  }

  @Test
  void asksForTheMinimumWhereNothingIsLockedYet() {
    EscrowCreates rules = new EscrowCreates(FeeSchedule.DEFAULT);

    assertThat(rules.minimumFee(EscrowScene.create(100_000, false))).isEqualTo(new Tokens(1));
    assertThat(rules.minimumFee(EscrowScene.create(100_000, true))).isEqualTo(new Tokens(500));
  }

  @Test
  void refusesOneTokenLessThanTheFee() {
    EscrowScene scene = EscrowScene.start();
    Json.Obj payload = EscrowScene.create(401, true).payload();

    assertThat(Verdicts.of(scene.ledger().submit(ALICE, EscrowCreates.TYPE, payload, 2)))
        .isEqualTo("FEE_TOO_LOW");
    assertThat(Verdicts.of(scene.ledger().submit(ALICE, EscrowCreates.TYPE, payload, 3)))
        .isEqualTo(ACCEPTED);
  }

  @Test
  void locksTheLastTokenButNotOneMore() {
    // Alice has 1 000 and the scene offers a fee of 10
    assertThat(created(EscrowScene.create(991, true))).isEqualTo("INSUFFICIENT_BALANCE");
    assertThat(created(EscrowScene.create(990, true))).isEqualTo(ACCEPTED);
    assertThat(created(EscrowScene.create(991, false))).isEqualTo(ACCEPTED);
  }

  @Test
  void fundsWithTheLastTokenButNotOneMore() {
    EscrowScene scene = EscrowScene.holding(100);

    assertThat(Verdicts.of(scene.fund(ALICE, 881))).isEqualTo("INSUFFICIENT_BALANCE");
    assertThat(Verdicts.of(scene.fund(ALICE, 880))).isEqualTo(ACCEPTED);
    assertThat(scene.escrow().remaining()).isEqualTo(new Tokens(980));
  }

  @Test
  void refusesAmountsOfZeroEverywhere() {
    assertThat(created(EscrowScene.create(0, true))).isEqualTo("ZERO_AMOUNT");
    assertThat(created(EscrowScene.create(0, false))).isEqualTo("ZERO_AMOUNT");
    EscrowScene scene = EscrowScene.holding(100);
    assertThat(Verdicts.of(scene.fund(ALICE, 0))).isEqualTo("ZERO_AMOUNT");
    assertThat(Verdicts.of(scene.release(ALICE, "depositor", 0))).isEqualTo("ZERO_AMOUNT");
    assertThat(Verdicts.of(scene.refund(BOB, 0))).isEqualTo("ZERO_AMOUNT");
  }

  @Test
  void releasesAllThatRemainsButNotOneTokenMore() {
    EscrowScene scene = EscrowScene.holding(100);
    scene.expect(scene.release(ALICE, "depositor", 40));

    Verdict over = scene.release(ALICE, "depositor", 61);

    assertThat(Verdicts.of(over)).isEqualTo("ESCROW_OVERDRAWN");
    assertThat(Verdicts.detail(over, "remaining")).isEqualTo("60");
    assertThat(Verdicts.of(scene.release(ALICE, "depositor", 60))).isEqualTo(ACCEPTED);
    assertThat(scene.ledger().account(BOB).available()).isEqualTo(new Tokens(1_100));
  }

  @Test
  void refundsAllThatRemainsButNotOneTokenMore() {
    EscrowScene scene = EscrowScene.holding(100);

    assertThat(Verdicts.of(scene.refund(BOB, 101))).isEqualTo("ESCROW_OVERDRAWN");
    assertThat(Verdicts.of(scene.refund(CAROL, 100))).isEqualTo(ACCEPTED);
    assertThat(scene.ledger().account(ALICE).available()).isEqualTo(new Tokens(990));
  }

  @Test
  void opensARuleExactlyAtItsTime() {
    EscrowScene scene = EscrowScene.start();
    long opens = LedgerFixture.START + 500;
    scene.expect(
        scene.create(with(List.of(new ReleaseRule("r", ReleaseRule.By.DEPOSITOR, opens)))));
    scene.ledger().setTime(opens - 1);
    Verdict early = scene.release(ALICE, "r", 10);
    scene.ledger().setTime(opens);

    assertThat(Verdicts.of(early)).isEqualTo("ESCROW_RULE_TOO_EARLY");
    assertThat(Verdicts.detail(early, "notBefore")).isEqualTo(Long.toString(opens));
    assertThat(Verdicts.of(scene.release(ALICE, "r", 10))).isEqualTo(ACCEPTED);
  }

  @Test
  void closesReleasesExactlyAtExpiry() {
    EscrowScene scene = EscrowScene.holding(100);
    scene.ledger().holdDueBack(true);
    scene.ledger().setTime(EscrowScene.EXPIRES_AT - 1);
    scene.expect(scene.release(ALICE, "depositor", 10));
    assertThat(Verdicts.of(scene.expire(MALLORY))).isEqualTo("ESCROW_NOT_EXPIRED");
    assertThat(Verdicts.of(scene.refund(ALICE, 10))).isEqualTo("ESCROW_REFUND_FORBIDDEN");
    scene.ledger().setTime(EscrowScene.EXPIRES_AT);

    assertThat(Verdicts.of(scene.release(ALICE, "depositor", 10))).isEqualTo("ESCROW_EXPIRED");
    assertThat(Verdicts.of(scene.refund(ALICE, 10))).isEqualTo(ACCEPTED);
    assertThat(Verdicts.of(scene.expire(MALLORY))).isEqualTo(ACCEPTED);
    assertThat(scene.escrow().state()).isEqualTo(Escrow.State.SETTLED);
  }

  @Test
  void refusesAnExpiryThatIsNotAhead() {
    assertThat(created(expiring(LedgerFixture.START))).isEqualTo("ESCROW_EXPIRY_PAST");
    assertThat(created(expiring(LedgerFixture.START + 1))).isEqualTo(ACCEPTED);
  }

  @Test
  void anEscrowWithoutExpiryNeverExpires() {
    EscrowScene scene = EscrowScene.start();
    scene.expect(scene.create(expiring(0)));
    scene.ledger().setTime(LedgerFixture.START + 3_600_000);

    assertThat(Verdicts.of(scene.expire(ALICE))).isEqualTo("ESCROW_NO_EXPIRY");
    assertThat(Verdicts.of(scene.release(ALICE, "depositor", 100))).isEqualTo(ACCEPTED);
  }

  @Test
  void keepsThePartiesApart() {
    assertThat(created(parties(ALICE.did(), Optional.empty()))).isEqualTo("ESCROW_TO_SELF");
    assertThat(created(parties(BOB.did(), Optional.of(ALICE.did())))).isEqualTo("ARBITER_INVALID");
    assertThat(created(parties(BOB.did(), Optional.of(BOB.did())))).isEqualTo("ARBITER_INVALID");
    assertThat(created(parties(BOB.did(), Optional.of(CAROL.did())))).isEqualTo(ACCEPTED);
  }

  @Test
  void refusesARuleForAnArbiterWhomNobodyNamed() {
    assertThat(created(parties(BOB.did(), Optional.empty()))).isEqualTo("ARBITER_INVALID");
    EscrowScene scene = EscrowScene.start();
    ReleaseRule rule = new ReleaseRule("r", ReleaseRule.By.BENEFICIARY, 0);
    scene.expect(
        scene.create(
            new EscrowCreate(
                GOOD.escrowId(),
                BOB.did(),
                GOOD.amount(),
                List.of(rule),
                Optional.empty(),
                0,
                true)));

    assertThat(Verdicts.of(scene.refund(CAROL, 1))).isEqualTo("ESCROW_REFUND_FORBIDDEN");
  }

  @Test
  void refusesARuleThatTheEscrowDoesNotHave() {
    EscrowScene scene = EscrowScene.holding(100);

    assertThat(Verdicts.of(scene.release(ALICE, "other", 1))).isEqualTo("ESCROW_RULE_NOT_FOUND");
  }

  @Test
  void refusesAnEscrowThatDoesNotExist() {
    EscrowScene scene = EscrowScene.holding(100);
    Json.Obj payload = new EscrowExpire("other", Hash.ZERO).payload();

    assertThat(Verdicts.of(scene.submit(ALICE, EscrowExpires.TYPE, payload)))
        .isEqualTo("ESCROW_NOT_FOUND");
  }

  @Test
  void refusesACallThatDoesNotKnowTheLastOne() {
    EscrowScene scene = EscrowScene.holding(100);
    Json.Obj stale =
        new EscrowRelease(EscrowScene.ID, new Tokens(10), "depositor", scene.last()).payload();
    scene.expect(scene.release(ALICE, "depositor", 10));

    Verdict verdict = scene.submit(ALICE, EscrowReleases.TYPE, stale);

    assertThat(Verdicts.of(verdict)).isEqualTo("PREV_MISMATCH");
    assertThat(Verdicts.detail(verdict, "resourcePrev"))
        .isEqualTo("\"" + scene.last().hex() + "\"");
  }

  @Test
  void derivesTheIdFromTheEventWhereNoneIsGiven() {
    EscrowScene scene = EscrowScene.start();
    Json.Obj payload = GOOD.payload().without("escrowId");
    SignedEvent event = scene.ledger().event(ALICE, EscrowCreates.TYPE, payload, 10);

    scene.expect(scene.ledger().submit(event));

    String id = "escrow-" + event.hash().hex().substring(0, 32);
    assertThat(Escrows.get(scene.ledger().view(), id)).isPresent();
  }

  @Test
  void letsNobodyTakeADerivedId() {
    assertFault(GOOD.payload().with("escrowId", Json.of("escrow-" + "0a".repeat(16))), "derived");
    assertThat(EscrowIds.isDerivedForm("escrow-" + "0a".repeat(15) + "0")).isFalse();
    assertThat(EscrowIds.isDerivedForm("escrow-" + "0A".repeat(16))).isFalse();
  }

  @Test
  void boundsTheFormOfPayloads() throws DecodeException {
    Json.Obj good = GOOD.payload();
    assertThat(EscrowCreate.decode(good)).isEqualTo(GOOD);
    assertThat(EscrowCreate.decode(good.with("escrowId", Json.of("x".repeat(64))))).isNotNull();
    assertFault(good.with("escrowId", Json.of("x".repeat(65))), "\"escrowId\"");
    assertFault(good.with("escrowId", Json.of("a/b")), "\"escrowId\"");
    assertFault(good.with("releaseRules", Json.of(List.of())), "\"releaseRules\"");
    assertThat(EscrowCreate.decode(good.with("releaseRules", rules(16))).releaseRules())
        .hasSize(16);
    assertFault(good.with("releaseRules", rules(17)), "\"releaseRules\"");
    assertFault(good.with("releaseRules", Json.of(List.of(rule("a"), rule("a")))), "twice");
    assertFault(good.with("releaseRules", Json.of(List.of(Json.of("a")))), "objects");
    assertFault(
        good.with("releaseRules", Json.of(List.of(rule("a").with("by", Json.of("me"))))), "\"by\"");
    assertFault(
        good.with("releaseRules", Json.of(List.of(rule("a").with("if", Json.of("x"))))), "\"if\"");
    assertFault(good.with("expiresAt", Json.of(0)), "\"expiresAt\"");
    assertFault(good.with("depositor", Json.of(BOB.did().text())), "\"depositor\"");
  }

  @Test
  void takesTheDepositorWhereARuleNamesNobody() throws DecodeException {
    Json.Obj payload = GOOD.payload().with("releaseRules", Json.of(List.of(rule("rule-1"))));

    assertThat(EscrowCreate.decode(payload).releaseRules())
        .containsExactly(new ReleaseRule("rule-1", ReleaseRule.By.DEPOSITOR, 0));
  }

  @Test
  void refusesFundingOverTheLargestAmount() {
    // cumulated over many rounds; no test could play them, so the state is made by hand
    EscrowScene scene = EscrowScene.holding(100);
    Escrow escrow = scene.escrow();
    Tokens nearly = new Tokens(Tokens.MAX - 5);
    Changes state = new Changes(scene.ledger().view());
    Escrows.put(
        state,
        new Escrow(
            escrow.id(),
            escrow.terms(),
            new Escrow.Sums(nearly, nearly.minus(new Tokens(1)), Tokens.ZERO),
            escrow.lastEvent()));

    assertThat(Verdicts.of(checkFund(scene, state, 5))).isEqualTo(ACCEPTED);
    assertThat(Verdicts.of(checkFund(scene, state, 6))).isEqualTo("AMOUNT_OVERFLOW");
  }

  @Test
  void namesTheFirstFaultOfACreateInPublishedOrder() {
    EscrowScene scene = EscrowScene.holding(100);
    Did alice = ALICE.did();
    long past = LedgerFixture.START;

    assertThat(create(scene, alice, alice, past, 0)).isEqualTo("ZERO_AMOUNT");
    assertThat(create(scene, alice, alice, past, 9_999)).isEqualTo("ESCROW_TO_SELF");
    assertThat(create(scene, BOB.did(), alice, past, 9_999)).isEqualTo("ARBITER_INVALID");
    assertThat(create(scene, BOB.did(), CAROL.did(), past, 9_999)).isEqualTo("ESCROW_EXPIRY_PAST");
    assertThat(create(scene, BOB.did(), CAROL.did(), past + 1, 9_999)).isEqualTo("ESCROW_EXISTS");
  }

  @Test
  void namesTheFirstFaultOfAReleaseInPublishedOrder() {
    EscrowScene scene = EscrowScene.start();
    ReleaseRule late = new ReleaseRule("late", ReleaseRule.By.DEPOSITOR, Json.Num.MAX);
    ReleaseRule open = new ReleaseRule("open", ReleaseRule.By.DEPOSITOR, 0);
    scene.expect(scene.create(with(List.of(late, open, EscrowScene.RULES.get(2)))));
    Hash last = scene.last();

    assertThat(release(scene, MALLORY, "none", 0, Hash.ZERO)).isEqualTo("ESCROW_RULE_NOT_FOUND");
    assertThat(release(scene, MALLORY, "late", 0, Hash.ZERO)).isEqualTo("ESCROW_RELEASE_FORBIDDEN");
    assertThat(release(scene, ALICE, "late", 0, Hash.ZERO)).isEqualTo("ESCROW_RULE_TOO_EARLY");
    assertThat(release(scene, ALICE, "open", 0, Hash.ZERO)).isEqualTo("PREV_MISMATCH");
    assertThat(release(scene, ALICE, "open", 0, last)).isEqualTo("ZERO_AMOUNT");
    assertThat(release(scene, ALICE, "open", 101, last)).isEqualTo("ESCROW_OVERDRAWN");
    assertThat(release(scene, ALICE, "open", 100, last)).isEqualTo(ACCEPTED);
  }

  private static Verdict checkFund(EscrowScene scene, Changes state, long amount) {
    EventContext context =
        new EventContext(
            Hash.ZERO,
            ALICE.did(),
            new Tokens(1),
            new TreeSet<>(),
            new BlockContext(9, LedgerFixture.START));
    return new EscrowFunds(FeeSchedule.DEFAULT)
        .check(new EscrowFund(EscrowScene.ID, new Tokens(amount), scene.last()), context, state);
  }

  private static String create(
      EscrowScene scene, Did beneficiary, Did arbiter, long expiresAt, long amount) {
    // not funded by itself: the fee of 10 is enough for any amount
    EscrowCreate event =
        new EscrowCreate(
            GOOD.escrowId(),
            beneficiary,
            new Tokens(amount),
            GOOD.releaseRules(),
            Optional.of(arbiter),
            expiresAt,
            false);
    return Verdicts.of(scene.create(event));
  }

  private static String release(
      EscrowScene scene, TestActor issuer, String rule, long amount, Hash prev) {
    EscrowRelease event = new EscrowRelease(EscrowScene.ID, new Tokens(amount), rule, prev);
    return Verdicts.of(scene.submit(issuer, EscrowReleases.TYPE, event.payload()));
  }

  private static long leastFee(EscrowCreate event, long amount) {
    assertThat(event.autoFund()).isTrue();
    return new EscrowCreates(FeeSchedule.DEFAULT)
        .minimumFee(EscrowScene.create(amount, true))
        .value();
  }

  private static String created(EscrowCreate event) {
    return Verdicts.of(EscrowScene.start().create(event));
  }

  private static EscrowCreate with(List<ReleaseRule> rules) {
    return new EscrowCreate(
        GOOD.escrowId(), BOB.did(), GOOD.amount(), rules, GOOD.arbiter(), 0, true);
  }

  private static EscrowCreate expiring(long at) {
    return new EscrowCreate(
        GOOD.escrowId(), BOB.did(), GOOD.amount(), GOOD.releaseRules(), GOOD.arbiter(), at, true);
  }

  private static EscrowCreate parties(Did beneficiary, Optional<Did> arbiter) {
    return new EscrowCreate(
        GOOD.escrowId(), beneficiary, GOOD.amount(), GOOD.releaseRules(), arbiter, 0, true);
  }

  private static Json.Obj rule(String id) {
    return Json.object().put("id", id).build();
  }

  private static Json rules(int count) {
    List<Json> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rules.add(rule("r" + i));
    }
    return Json.of(rules);
  }

  private static void assertFault(Json.Obj payload, String hint) {
    assertThatThrownBy(() -> EscrowCreate.decode(payload))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining(hint);
  }
}
