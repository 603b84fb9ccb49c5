package network.clawnet.wallet.escrow;

import static network.clawnet.wallet.testing.Verdicts.ACCEPTED;
import static network.clawnet.wallet.testing.WalletLedger.ALICE;
import static network.clawnet.wallet.testing.WalletLedger.BOB;
import static network.clawnet.wallet.testing.WalletLedger.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.Cosign;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A stranger whose own signature is right, with everything else it can get hold of. */
class EscrowForgeryTest {
  private final EscrowScene scene = EscrowScene.holding(100);
  private final LedgerFixture ledger = scene.ledger();

  @Test
  void cannotSignForAnother() {
    SignedEvent alices = ledger.event(ALICE, EscrowReleases.TYPE, release(10), 0);
    byte[] mallorys = MALLORY.sign(EventCodec.signable(alices.envelope()));

    assertThat(submit(EventCodec.assemble(alices.envelope(), mallorys)))
        .isEqualTo("SIGNATURE_INVALID");
    assertThat(submit(alices)).isEqualTo(ACCEPTED);
  }

  @Test
  void cannotMakeUpAConsent() {
    byte[] own = MALLORY.consent(ledger.chain(), EscrowReleases.TYPE, release(10)).signature();

    assertThat(carry(release(10), new Cosign(ALICE.did(), own))).isEqualTo("COSIGN_INVALID");
    assertThat(carry(release(10), consent(ALICE, release(10)))).isEqualTo(ACCEPTED);
  }

  @Test
  void cannotUseAConsentForAnotherAmount() {
    assertThat(carry(release(11), consent(ALICE, release(10)))).isEqualTo("COSIGN_INVALID");
  }

  @Test
  void cannotUseAConsentForAnotherType() {
    Json.Obj refund = new EscrowRefund(EscrowScene.ID, new Tokens(10), "r", scene.last()).payload();
    Cosign consent = BOB.consent(ledger.chain(), EscrowRefunds.TYPE, refund);

    assertThat(carry(EscrowReleases.TYPE, release(10), consent)).isEqualTo("COSIGN_INVALID");
    assertThat(carry(EscrowRefunds.TYPE, refund, consent)).isEqualTo(ACCEPTED);
  }

  @Test
  void cannotUseAConsentOfAnotherNetwork() {
    Cosign foreign = ALICE.consent("0123456789abcdef", EscrowReleases.TYPE, release(10));

    assertThat(carry(release(10), foreign)).isEqualTo("COSIGN_INVALID");
  }

  @Test
  void cannotUseAConsentTwice() {
    Json.Obj payload = release(10);
    Cosign consent = consent(ALICE, payload);

    assertThat(carry(payload, consent)).isEqualTo(ACCEPTED);
    assertThat(carry(payload, consent)).isEqualTo("PREV_MISMATCH");
  }

  @Test
  void cannotFundWithTheDepositorsMoney() {
    Json.Obj payload = new EscrowFund(EscrowScene.ID, new Tokens(10), scene.last()).payload();
    Cosign consent = ALICE.consent(ledger.chain(), EscrowFunds.TYPE, payload);
    Envelope envelope = ledger.envelope(MALLORY, EscrowFunds.TYPE, payload, 1, List.of(consent));

    assertThat(submit(MALLORY.sign(envelope))).isEqualTo("ESCROW_FUND_FORBIDDEN");
  }

  @Test
  void cannotReplayAnEvent() {
    SignedEvent event = ledger.event(ALICE, EscrowReleases.TYPE, release(10), 0);

    assertThat(submit(event)).isEqualTo(ACCEPTED);
    assertThat(submit(event)).isEqualTo("NONCE_USED");
  }

  @Test
  @DisplayName("T-A17: an event of another network is refused")
  void cannotCarryAnEventToAnotherNetwork() {
    Envelope here = ledger.envelope(ALICE, EscrowReleases.TYPE, release(10), 0, List.of());
    Envelope there =
        new Envelope(
            "0123456789abcdef",
            here.type(),
            here.issuer(),
            here.ts(),
            here.nonce(),
            here.fee(),
            here.payload(),
            here.prev(),
            here.cosign());

    assertThat(submit(ALICE.sign(there))).isEqualTo("CHAIN_MISMATCH");
  }

  @Test
  void theBeneficiaryCannotPayItself() {
    assertThat(Verdicts.of(scene.release(BOB, "depositor", 10)))
        .isEqualTo("ESCROW_RELEASE_FORBIDDEN");
    assertThat(Verdicts.of(scene.release(BOB, "both", 10))).isEqualTo("ESCROW_COSIGN_MISSING");
    assertThat(Verdicts.of(scene.release(BOB, "both", 10, ALICE))).isEqualTo(ACCEPTED);
  }

  private Json.Obj release(long amount) {
    return new EscrowRelease(EscrowScene.ID, new Tokens(amount), "depositor", scene.last())
        .payload();
  }

  private Cosign consent(TestActor actor, Json.Obj payload) {
    return actor.consent(ledger.chain(), EscrowReleases.TYPE, payload);
  }

  private String carry(Json.Obj payload, Cosign consent) {
    return carry(EscrowReleases.TYPE, payload, consent);
  }

  private String carry(String type, Json.Obj payload, Cosign consent) {
    return submit(MALLORY.sign(ledger.envelope(MALLORY, type, payload, 0, List.of(consent))));
  }

  private String submit(SignedEvent event) {
    return Verdicts.of(ledger.submit(event));
  }
}
