package network.clawnet.core.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.account.Treasury;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CapabilityTest {
  private static final TestActor ALICE = new TestActor("alice");
  private static final TestActor BOB = new TestActor("bob");
  private static final String ACCEPTED = "accepted";

  private final LedgerFixture ledger =
      LedgerFixture.start(new RuleBook(DirectoryModule.rules(), List.of()), new TreeMap<>());

  @Test
  void listsACredentialUnderTheEventsHash() {
    Json.Obj credential = Credentials.issue(BOB, ALICE);

    Hash id = register(credential);

    Capability capability = Capabilities.get(ledger.view(), id).orElseThrow();
    assertThat(Capabilities.of(ledger.view(), ALICE.did())).containsExactly(id);
    assertThat(capability.claim().name()).isEqualTo("translate");
    assertThat(capability.claim().description()).isEqualTo(Optional.of("zh-en"));
    assertThat(capability.registered()).isEqualTo(LedgerFixture.START);
    assertThat(capability.expires()).isZero();
    assertThat(capability.verified()).as("Bob vouches for Alice").isTrue();
    assertThat(Treasury.get(ledger.view()).balance()).isEqualTo(Tokens.ZERO);
  }

  @Test
  void doesNotCallVerifiedWhatTheSubjectSaysOfItself() {
    Hash id = register(Credentials.issue(ALICE, ALICE));

    assertThat(Capabilities.get(ledger.view(), id).orElseThrow().verified()).isFalse();
  }

  @Test
  void refusesACredentialAboutAnother() {
    assertThat(tryOut(Credentials.issue(BOB, BOB))).isEqualTo("CAPABILITY_INVALID");
  }

  @Test
  @DisplayName("T-F13: a forged credential")
  void refusesACredentialThatItsIssuerDidNotSign() {
    Json.Obj unsigned = Credentials.unsigned(BOB, ALICE);
    Json.Obj proof = Credentials.proof(BOB, unsigned);
    Json alices = Objects.requireNonNull(Credentials.proof(ALICE, unsigned).get("proofValue"));
    Json.Obj byAlice = proof.with("proofValue", alices);
    Json.Obj changed = unsigned.with("issuanceDate", Json.of("2026-02-03T00:00:00Z"));

    assertThat(tryOut(unsigned.with("proof", byAlice))).isEqualTo("CAPABILITY_INVALID");
    assertThat(tryOut(changed.with("proof", proof))).isEqualTo("CAPABILITY_INVALID");
    assertThat(tryOut(unsigned.with("proof", proof))).isEqualTo(ACCEPTED);
  }

  @Test
  void refusesEachMemberThatBreaksItsRule() {
    Json.Obj good = Credentials.unsigned(BOB, ALICE);
    Json.Obj subject = (Json.Obj) Objects.requireNonNull(good.get("credentialSubject"));

    assertBroken(good.without("type"));
    assertBroken(good.with("type", Json.of(List.of(Json.of("VerifiableCredential")))));
    assertBroken(good.without("credentialSubject"));
    assertBroken(good.with("credentialSubject", subject.without("name")));
    assertBroken(good.with("credentialSubject", subject.without("pricing")));
    assertBroken(good.with("credentialSubject", subject.with("pricing", Json.of("5"))));
    assertBroken(good.with("credentialSubject", subject.with("name", text(129))));
    assertBroken(good.with("credentialSubject", subject.with("description", text(1_025))));
    assertBroken(good.with("credentialSubject", subject.with("pricing", pricing(2_049))));
    assertBroken(good.with("validUntil", Json.of("next year")));
    Json.Obj widest =
        subject
            .with("name", text(128))
            .with("description", text(1_024))
            .with("pricing", pricing(2_048));
    Json.Obj largest = good.with("credentialSubject", widest);
    assertThat(tryOut(Credentials.signed(BOB, largest))).isEqualTo(ACCEPTED);
  }

  @Test
  void refusesAProofOfAnotherKindOrKey() {
    Json.Obj unsigned = Credentials.unsigned(BOB, ALICE);
    Json.Obj proof = Credentials.proof(BOB, unsigned);

    for (Json.Obj bad :
        List.of(
            proof.with("type", Json.of("RsaSignature2018")),
            proof.with("proofPurpose", Json.of("authentication")),
            proof.with("verificationMethod", Json.of(ALICE.did().text() + "#key-1")),
            proof.with("verificationMethod", Json.of(BOB.did().text())),
            proof.with("proofValue", Json.of("zzz")),
            proof.without("proofValue"))) {
      assertThat(tryOut(unsigned.with("proof", bad))).as("%s", bad).isEqualTo("CAPABILITY_INVALID");
    }
    assertThat(tryOut(unsigned)).isEqualTo("CAPABILITY_INVALID");
  }

  @Test
  void refusesACredentialExactlyFromItsExpiryOn() {
    // block 0 is at 2027-01-15T08:00:00Z
    Json.Obj now = expiring("expirationDate", "2027-01-15T08:00:00Z");
    Json.Obj later = expiring("validUntil", "2027-01-15T08:00:00.001Z");

    assertThat(tryOut(now)).isEqualTo("CAPABILITY_EXPIRED");
    Hash id = register(later);
    assertThat(Capabilities.get(ledger.view(), id).orElseThrow().expires())
        .isEqualTo(LedgerFixture.START + 1);
  }

  @Test
  void takesTheEarlierOfTwoExpiries() {
    Json.Obj both =
        Credentials.unsigned(BOB, ALICE)
            .with("expirationDate", Json.of("2030-01-01T00:00:00Z"))
            .with("validUntil", Json.of("2027-01-01T00:00:00Z"));

    assertThat(tryOut(Credentials.signed(BOB, both))).isEqualTo("CAPABILITY_EXPIRED");
  }

  @Test
  void hasRoomForSixtyFourAndNotOneMore() {
    Json.Obj credential = Credentials.issue(BOB, ALICE);
    for (int i = 0; i < 64; i++) {
      register(credential);
    }
    assertThat(tryOut(credential)).isEqualTo("CAPABILITY_LIMIT");
    Hash first = Capabilities.of(ledger.view(), ALICE.did()).get(0);

    assertThat(revoke(ALICE, first)).isEqualTo(ACCEPTED);

    assertThat(tryOut(credential)).isEqualTo(ACCEPTED);
    assertThat(Capabilities.of(ledger.view(), ALICE.did())).hasSize(64).doesNotContain(first);
  }

  @Test
  void isRevokedByItsSubjectOrByWhoIssuedIt() {
    TestActor carol = new TestActor("carol");
    Hash first = register(Credentials.issue(BOB, ALICE));
    Hash second = register(Credentials.issue(BOB, ALICE));

    assertThat(revoke(carol, first)).isEqualTo("CAPABILITY_REVOKE_FORBIDDEN");
    assertThat(revoke(ALICE, first)).isEqualTo(ACCEPTED);
    assertThat(revoke(ALICE, first)).isEqualTo("CAPABILITY_NOT_FOUND");
    assertThat(revoke(BOB, second)).isEqualTo(ACCEPTED);
    assertThat(Capabilities.of(ledger.view(), ALICE.did())).isEmpty();
    assertThat(ledger.keys(Capabilities.MODULE)).isEmpty();
  }

  private static Json.Obj expiring(String member, String time) {
    return Credentials.signed(BOB, Credentials.unsigned(BOB, ALICE).with(member, Json.of(time)));
  }

  private static Json text(int chars) {
    return Json.of("é".repeat(chars));
  }

  /** Returns a price statement of exactly this many canonical bytes. */
  private static Json pricing(int bytes) {
    return Json.object().put("p", "x".repeat(bytes - 8)).build();
  }

  private void assertBroken(Json.Obj unsigned) {
    assertThat(tryOut(Credentials.signed(BOB, unsigned)))
        .as("%s", unsigned)
        .isEqualTo("CAPABILITY_INVALID");
  }

  private Hash register(Json.Obj credential) {
    SignedEvent event = event(credential);
    assertThat(code(ledger.submit(event))).isEqualTo(ACCEPTED);
    return event.hash();
  }

  private String tryOut(Json.Obj credential) {
    return code(ledger.submit(event(credential)));
  }

  private SignedEvent event(Json.Obj credential) {
    return ledger.event(
        ALICE, CapabilityRegisters.TYPE, new CapabilityRegister(credential).payload(), 0);
  }

  private String revoke(TestActor actor, Hash id) {
    return code(
        ledger.submit(actor, CapabilityRevokes.TYPE, new CapabilityRevoke(id).payload(), 0));
  }

  private static String code(Verdict verdict) {
    return verdict instanceof Verdict.Reject reject ? reject.code().text() : ACCEPTED;
  }
}
