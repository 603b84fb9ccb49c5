package network.clawnet.daemon.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.codec.Json;
import network.clawnet.core.config.LimitsSection;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventCodes;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.genesis.Faucet;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.port.Store;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.AuditLog;
import network.clawnet.daemon.app.Caller;
import network.clawnet.daemon.app.Credentials.Scope;
import network.clawnet.daemon.app.Credentials.Terms;
import network.clawnet.daemon.app.Intent;
import network.clawnet.daemon.app.Refused;
import network.clawnet.daemon.audit.SignatureLog;
import network.clawnet.daemon.store.NodeFamilies;
import network.clawnet.daemon.submit.SpendingGuard.Claim;
import network.clawnet.wallet.WalletModule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SpendingLimitsTest {
  private static final long DAY = RollingDay.DAY_MILLIS;
  private static final Caller OPERATOR = Caller.Operator.LOCAL;
  private static final TestActor ALICE = new TestActor("alice");
  private static final TestActor BOB = new TestActor("bob");
  private static final TestActor FAUCET = new TestActor("faucet");
  private static final String CHAIN = "0123456789abcdef";
  private static final String ID = "cr_1";
  private static final Tokens FORTY = new Tokens(40);
  private static final Tokens HUNDRED = new Tokens(100);
  private static final RuleBook BOOK =
      new RuleBook(WalletModule.rules(FeeSchedule.DEFAULT), WalletModule.dueRules());

  private final MemoryStore store = new MemoryStore();
  private final Map<String, Terms> credentials = new HashMap<>();
  private long now = 1_800_000_000_000L;
  private long nonce;
  private SignatureLog log;
  private SpendingLimits limits;

  @BeforeEach
  void open() throws IOException {
    open(new LimitsSection(FORTY, HUNDRED));
  }

  @Test
  void allowsTheLimitOfOneTransactionAndNotOneTokenMore() throws Exception {
    limits.claim(transfer(ALICE, 40), OPERATOR);
    Refused refused = refusal(transfer(ALICE, 41), OPERATOR);

    assertThat(refused.code()).isEqualTo(AppCodes.LIMIT_EXCEEDED);
    assertThat(refused.details().get("limit")).isEqualTo(Json.of(40));
    assertThat(refused.details()).doesNotContainKey("freeAt");
  }

  @Test
  void allowsTheLimitOfADayAndNotOneTokenMore() throws Exception {
    long first = now;
    limits.claim(transfer(ALICE, 30), OPERATOR);
    now += 3_600_000;
    limits.claim(transfer(ALICE, 40), OPERATOR);
    limits.claim(transfer(ALICE, 30), OPERATOR);
    Refused refused = refusal(transfer(ALICE, 1), OPERATOR);

    assertThat(refused.code()).isEqualTo(AppCodes.LIMIT_EXCEEDED);
    assertThat(refused.details().get("limit")).isEqualTo(Json.of(100));
    assertThat(refused.details().get("used")).isEqualTo(Json.of(100));
    assertThat(refused.details().get("freeAt")).isEqualTo(Json.of(first + DAY));
    now = first + DAY - 1;
    assertThat(refusal(transfer(ALICE, 1), OPERATOR).code()).isEqualTo(AppCodes.LIMIT_EXCEEDED);
    now = first + DAY;
    limits.claim(transfer(ALICE, 30), OPERATOR);
    assertThat(refusal(transfer(ALICE, 1), OPERATOR).code()).isEqualTo(AppCodes.LIMIT_EXCEEDED);
  }

  @Test
  void freeAtIsThereOnlyIfTheAmountEverFits() throws Exception {
    open(new LimitsSection(null, HUNDRED));

    assertThat(refusal(transfer(ALICE, 101), OPERATOR).details()).doesNotContainKey("freeAt");
    limits.claim(transfer(ALICE, 1), OPERATOR);
    assertThat(refusal(transfer(ALICE, 100), OPERATOR).details().get("freeAt"))
        .isEqualTo(Json.of(now + DAY));
  }

  @Test
  void everyWayOutCountsTogether() throws Exception {
    limits.claim(transfer(ALICE, 40), OPERATOR);
    limits.claim(intent(ALICE, "wallet.escrow.create", amount(40)), OPERATOR);
    limits.claim(
        intent(ALICE, "wallet.escrow.create", amount(40).with("autoFund", Json.of(false))),
        OPERATOR);
    limits.claim(intent(ALICE, "wallet.escrow.release", amount(1_000)), OPERATOR);

    assertThat(refusal(intent(ALICE, "wallet.escrow.fund", amount(21)), OPERATOR).code())
        .isEqualTo(AppCodes.LIMIT_EXCEEDED);
    limits.claim(intent(ALICE, "wallet.escrow.fund", amount(20)), OPERATOR);
  }

  @Test
  void anotherAccountHasADayOfItsOwn() throws Exception {
    spendAll();

    limits.claim(transfer(BOB, 40), OPERATOR);
  }

  @Test
  void aRefusalCountsNothing() throws Exception {
    credentials.put(ID, terms(Set.of(Scope.TRANSFER), Optional.empty(), Optional.of(FORTY)));
    limits.claim(transfer(ALICE, 30), bearer());

    for (int i = 0; i < 10; i++) {
      // the account's limit has room for it, the credential's has not
      assertThat(refusal(transfer(ALICE, 20), bearer()).code()).isEqualTo(AppCodes.LIMIT_EXCEEDED);
    }
    limits.claim(transfer(ALICE, 40), OPERATOR);
    limits.claim(transfer(ALICE, 30), OPERATOR);
  }

  @Test
  void undoGivesBackWhatWasCounted() throws Exception {
    limits.claim(transfer(ALICE, 40), OPERATOR);
    Claim second = limits.claim(transfer(ALICE, 40), OPERATOR);
    limits.claim(transfer(ALICE, 20), OPERATOR);
    second.undo();

    limits.claim(transfer(ALICE, 40), OPERATOR);
    assertThat(refusal(transfer(ALICE, 1), OPERATOR).code()).isEqualTo(AppCodes.LIMIT_EXCEEDED);
  }

  @Test
  void aRestartForgetsNothingThatWasRecorded() throws Exception {
    long first = now;
    record(transfer(ALICE, 40), OPERATOR);
    record(transfer(ALICE, 40), OPERATOR);
    now += 7_000;
    record(transfer(ALICE, 20), OPERATOR);
    now = first + 10_000;
    open();

    assertThat(refusal(transfer(ALICE, 1), OPERATOR).code()).isEqualTo(AppCodes.LIMIT_EXCEEDED);
    now = first + DAY - 1;
    open();
    assertThat(refusal(transfer(ALICE, 1), OPERATOR).code()).isEqualTo(AppCodes.LIMIT_EXCEEDED);
    now = first + DAY;
    open();
    limits.claim(transfer(ALICE, 40), OPERATOR);
    limits.claim(transfer(ALICE, 40), OPERATOR);
    assertThat(refusal(transfer(ALICE, 1), OPERATOR).code()).isEqualTo(AppCodes.LIMIT_EXCEEDED);
  }

  @Test
  void whatWasUndoneInABatchIsNotOnDisk() throws Exception {
    Claim kept = limits.claim(transfer(ALICE, 40), OPERATOR);
    Claim refused = limits.claim(transfer(ALICE, 40), OPERATOR);
    List<Store.Write> batch = new ArrayList<>();
    kept.record(event(transfer(ALICE, 40)), batch);
    refused.undo();
    store.write(batch, true);
    open();

    limits.claim(transfer(ALICE, 40), OPERATOR);
    limits.claim(transfer(ALICE, 20), OPERATOR);
    assertThat(refusal(transfer(ALICE, 1), OPERATOR).code()).isEqualTo(AppCodes.LIMIT_EXCEEDED);
  }

  @Test
  void rowsOfYesterdayGo() throws Exception {
    record(transfer(ALICE, 1), OPERATOR);
    now += DAY;
    record(transfer(ALICE, 1), OPERATOR);
    assertThat(rows()).isEqualTo(1);
    now += DAY;
    open();

    assertThat(rows()).isZero();
  }

  @Test
  void aCredentialHasLimitsOfItsOwnBesideTheAccounts() throws Exception {
    credentials.put(
        ID, terms(Set.of(Scope.TRANSFER), Optional.of(new Tokens(10)), Optional.of(FORTY)));
    for (int i = 0; i < 4; i++) {
      record(transfer(ALICE, 10), bearer());
    }

    assertThat(refusal(transfer(ALICE, 11), bearer()).details().get("limit"))
        .isEqualTo(Json.of(10));
    assertThat(refusal(transfer(ALICE, 1), bearer()).details().get("limit")).isEqualTo(Json.of(40));
    open();
    assertThat(refusal(transfer(ALICE, 1), bearer()).details().get("limit")).isEqualTo(Json.of(40));
    limits.claim(transfer(ALICE, 40), OPERATOR);
    limits.claim(transfer(ALICE, 20), OPERATOR);
    assertThat(refusal(transfer(ALICE, 1), OPERATOR).details().get("limit"))
        .isEqualTo(Json.of(100));
  }

  @Test
  void aCredentialActsForItsAccountAlone() {
    credentials.put(ID, terms(Set.of(Scope.TRANSFER), Optional.empty(), Optional.empty()));

    assertThat(refusal(transfer(BOB, 1), bearer()).code()).isEqualTo(AppCodes.FORBIDDEN);
  }

  @Test
  void aScopeAllowsItsTypesAlone() throws Exception {
    credentials.put(ID, terms(Set.of(Scope.TRANSFER), Optional.empty(), Optional.empty()));
    limits.claim(transfer(ALICE, 1), bearer());
    assertThat(refusal(intent(ALICE, "wallet.escrow.fund", amount(1)), bearer()).code())
        .isEqualTo(AppCodes.FORBIDDEN);

    credentials.put(ID, terms(Set.of(Scope.ADMIN, Scope.READ), Optional.empty(), Optional.empty()));
    limits.claim(intent(ALICE, "identity.create", Json.Obj.EMPTY), bearer());
    assertThat(refusal(transfer(ALICE, 1), bearer()).code()).isEqualTo(AppCodes.FORBIDDEN);
    assertThat(refusal(intent(ALICE, "wallet.escrow.release", amount(1)), bearer()).code())
        .isEqualTo(AppCodes.FORBIDDEN);
  }

  @Test
  void aCredentialThatIsGoneSignsNothing() {
    assertThat(refusal(transfer(ALICE, 1), bearer()).code()).isEqualTo(AppCodes.UNAUTHORIZED);
  }

  @Test
  void anUnknownTypeIsNeverSigned() {
    assertThat(refusal(intent(ALICE, "wallet.burn", amount(1)), OPERATOR).code())
        .isEqualTo(EventCodes.TYPE_UNKNOWN);
  }

  @Test
  void theFaucetsGiftsCountByReceiver() throws Exception {
    for (int i = 0; i < 2; i++) {
      record(gift(BOB, 500), OPERATOR);
    }
    open();

    assertThat(refusal(gift(BOB, 1), OPERATOR).details().get("limit")).isEqualTo(Json.of(1_000));
    assertThat(refusal(gift(ALICE, 501), OPERATOR).details().get("limit")).isEqualTo(Json.of(500));
    limits.claim(gift(ALICE, 500), OPERATOR);
    now += DAY;
    limits.claim(gift(BOB, 500), OPERATOR);
  }

  @Test
  void everySignatureIsInTheLogWithItsEvent() throws Exception {
    credentials.put(ID, terms(Set.of(Scope.TRANSFER), Optional.empty(), Optional.empty()));
    PreparedEvent event = record(transfer(ALICE, 7), bearer());

    AuditLog.Entry entry = log.page(Optional.empty(), 10, OptionalLong.empty()).get(0);
    assertThat(entry.txHash()).hasValue(event.event().hash());
    assertThat(entry.did()).isEqualTo(ALICE.did());
    assertThat(entry.amount()).hasValue(new Tokens(7));
    assertThat(entry.to()).hasValue(BOB.did());
    assertThat(entry.credential()).hasValue(ID);
    assertThat(entry.type()).isEqualTo("wallet.transfer");
    assertThat(entry.time()).isEqualTo(now);
  }

  @Test
  void aConsentIsInTheLogBeforeItIsGiven() throws Exception {
    limits.consent(intent(ALICE, "wallet.escrow.release", amount(7)), OPERATOR);

    AuditLog.Entry entry = log.page(Optional.empty(), 10, OptionalLong.empty()).get(0);
    assertThat(entry.type()).isEqualTo("cosign wallet.escrow.release");
    assertThat(entry.txHash()).isEmpty();
    assertThat(entry.outcome()).isEqualTo("signed");
    assertThat(store.crash().get(NodeFamilies.AUDIT, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 1}))
        .isNotNull();
  }

  @Test
  void aConsentNeedsATypeThatTakesOneAndTheScope() {
    assertThat(consentRefusal(transfer(ALICE, 1), OPERATOR).code())
        .isEqualTo(AppCodes.INVALID_REQUEST);
    assertThat(consentRefusal(intent(ALICE, "wallet.other", amount(1)), OPERATOR).code())
        .isEqualTo(EventCodes.TYPE_UNKNOWN);
    credentials.put(ID, terms(Set.of(Scope.TRANSFER), Optional.empty(), Optional.empty()));
    assertThat(consentRefusal(intent(ALICE, "wallet.escrow.release", amount(1)), bearer()).code())
        .isEqualTo(AppCodes.FORBIDDEN);
  }

  @Test
  void withoutLimitsADayIsStillRemembered() throws Exception {
    open(new LimitsSection(null, null));
    record(transfer(ALICE, Tokens.MAX), OPERATOR);
    open();

    Refused refused = refusal(transfer(ALICE, 1), OPERATOR);
    assertThat(refused.details().get("used")).isEqualTo(Json.of(Tokens.MAX));
  }

  private void open(LimitsSection section) throws IOException {
    InstantSource clock = () -> Instant.ofEpochMilli(now);
    log = SignatureLog.open(store, hash -> false);
    SpendingTerms terms =
        new SpendingTerms(
            section,
            Optional.of(new Faucet(FAUCET.did(), 500, 1_000)),
            id -> Optional.ofNullable(credentials.get(id)));
    limits = SpendingLimits.open(store, terms, log, clock);
  }

  private void spendAll() throws Refused {
    limits.claim(transfer(ALICE, 40), OPERATOR);
    limits.claim(transfer(ALICE, 40), OPERATOR);
    limits.claim(transfer(ALICE, 20), OPERATOR);
  }

  private PreparedEvent record(Intent intent, Caller caller) throws Exception {
    Claim claim = limits.claim(intent, caller);
    List<Store.Write> batch = new ArrayList<>();
    PreparedEvent event = event(intent);
    claim.record(event, batch);
    store.write(batch, true);
    return event;
  }

  private PreparedEvent event(Intent intent) throws EventFault {
    nonce++;
    Envelope envelope =
        new Envelope(
            CHAIN,
            intent.type(),
            intent.issuer(),
            now,
            nonce,
            new Tokens(1),
            intent.payload(),
            Hash.ZERO,
            List.of());
    TestActor issuer = intent.issuer().equals(FAUCET.did()) ? FAUCET : ALICE;
    return PreparedEvent.of(issuer.sign(envelope), BOOK);
  }

  private int rows() throws IOException {
    List<byte[]> keys = new ArrayList<>();
    store.scan(NodeFamilies.SPENDING, new byte[0], null, (key, value) -> keys.add(key));
    return keys.size();
  }

  private static Json.Obj amount(long amount) {
    return Json.object().put("amount", Long.toString(amount)).build();
  }

  private static Intent transfer(TestActor from, long amount) {
    Did to = from == ALICE ? BOB.did() : ALICE.did();
    return intent(from, "wallet.transfer", amount(amount).with("to", Json.of(to.text())));
  }

  private static Intent gift(TestActor to, long amount) {
    return intent(FAUCET, "wallet.transfer", amount(amount).with("to", Json.of(to.did().text())));
  }

  private static Intent intent(TestActor from, String type, Json.Obj payload) {
    return Intent.of(from.did(), type, payload);
  }

  private static Caller bearer() {
    return new Caller.Bearer(ID, ALICE.did(), Set.of(Scope.TRANSFER));
  }

  private static Terms terms(
      Set<Scope> scopes, Optional<Tokens> maxPerTx, Optional<Tokens> maxPerDay) {
    return new Terms(
        ALICE.did(), scopes, maxPerTx, maxPerDay, OptionalLong.empty(), Optional.empty());
  }

  private Refused refusal(Intent intent, Caller caller) {
    return catchThrowableOfType(Refused.class, () -> limits.claim(intent, caller));
  }

  private Refused consentRefusal(Intent intent, Caller caller) {
    return catchThrowableOfType(Refused.class, () -> limits.consent(intent, caller));
  }
}
