package network.clawnet.wallet.escrow;

import static network.clawnet.wallet.testing.WalletLedger.ALICE;
import static network.clawnet.wallet.testing.WalletLedger.BOB;
import static network.clawnet.wallet.testing.WalletLedger.CAROL;

import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.wallet.testing.Verdicts;
import network.clawnet.wallet.testing.WalletLedger;

/** One escrow from Alice to Bob with Carol as arbiter, and short words for what is done to it. */
final class EscrowScene {
  static final String ID = "deal.1";
  static final long EXPIRES_AT = LedgerFixture.START + 1_000;

  /** One rule per signer, named after it. */
  static final List<ReleaseRule> RULES =
      List.of(ReleaseRule.By.values()).stream()
          .map(by -> new ReleaseRule(by.text(), by, 0))
          .toList();

  private final LedgerFixture ledger;

  EscrowScene(LedgerFixture ledger) {
    this.ledger = ledger;
  }

  static EscrowScene start() {
    return new EscrowScene(WalletLedger.start(1_000));
  }

  /** Starts with an escrow that holds this much. */
  static EscrowScene holding(long amount) {
    EscrowScene scene = start();
    scene.expect(scene.create(create(amount, true)));
    return scene;
  }

  static EscrowCreate create(long amount, boolean autoFund) {
    return new EscrowCreate(
        Optional.of(ID),
        BOB.did(),
        new Tokens(amount),
        RULES,
        Optional.of(CAROL.did()),
        EXPIRES_AT,
        autoFund);
  }

  LedgerFixture ledger() {
    return ledger;
  }

  EscrowScene copy() {
    return new EscrowScene(ledger.copy());
  }

  Escrow escrow() {
    return Escrows.get(ledger.view(), ID).orElseThrow();
  }

  Hash last() {
    return escrow().lastEvent();
  }

  Verdict create(EscrowCreate event) {
    return ledger.submit(ALICE, EscrowCreates.TYPE, event.payload(), 10);
  }

  Verdict fund(TestActor issuer, long amount) {
    return submit(
        issuer, EscrowFunds.TYPE, new EscrowFund(ID, new Tokens(amount), last()).payload());
  }

  Verdict release(TestActor issuer, String rule, long amount, TestActor... cosigners) {
    EscrowRelease event = new EscrowRelease(ID, new Tokens(amount), rule, last());
    return submit(issuer, EscrowReleases.TYPE, event.payload(), cosigners);
  }

  Verdict refund(TestActor issuer, long amount, TestActor... cosigners) {
    EscrowRefund event = new EscrowRefund(ID, new Tokens(amount), "changed plans", last());
    return submit(issuer, EscrowRefunds.TYPE, event.payload(), cosigners);
  }

  Verdict expire(TestActor issuer) {
    return submit(issuer, EscrowExpires.TYPE, new EscrowExpire(ID, last()).payload());
  }

  /** Submits with a fee of 10 where the type asks for one, else with none. */
  Verdict submit(TestActor issuer, String type, Json.Obj payload, TestActor... cosigners) {
    boolean paid = type.equals(EscrowCreates.TYPE) || type.equals(EscrowFunds.TYPE);
    return ledger.submit(issuer, type, payload, paid ? 10 : 0, cosigners);
  }

  void expect(Verdict verdict) {
    if (!verdict.accepted()) {
      throw new AssertionError("refused: " + Verdicts.of(verdict));
    }
  }
}
