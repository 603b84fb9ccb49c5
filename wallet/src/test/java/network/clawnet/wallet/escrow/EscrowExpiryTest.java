package network.clawnet.wallet.escrow;

import static network.clawnet.wallet.testing.WalletLedger.ALICE;
import static network.clawnet.wallet.testing.WalletLedger.BOB;
import static network.clawnet.wallet.testing.WalletLedger.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.Movement;
import network.clawnet.core.ledger.Receipt;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.units.Tokens;
import network.clawnet.wallet.testing.Verdicts;
import org.junit.jupiter.api.Test;

/** Money that goes back by itself. */
class EscrowExpiryTest {
  @Test
  void returnsTheRestInTheFirstBlockAtExpiry() {
    EscrowScene scene = EscrowScene.holding(100);
    scene.expect(scene.release(ALICE, "depositor", 30));
    scene.ledger().setTime(EscrowScene.EXPIRES_AT - 1);
    scene.ledger().tick();
    assertThat(scene.escrow().remaining()).isEqualTo(new Tokens(70));
    scene.ledger().setTime(EscrowScene.EXPIRES_AT);

    scene.ledger().tick();

    assertThat(scene.escrow().state()).isEqualTo(Escrow.State.SETTLED);
    assertThat(scene.ledger().account(ALICE).locked()).isEqualTo(Tokens.ZERO);
    assertThat(scene.ledger().account(ALICE).available()).isEqualTo(new Tokens(960));
    Receipt receipt = scene.ledger().receipts().get(0);
    assertThat(receipt.origin()).isEqualTo(Receipt.Origin.DUE);
    assertThat(receipt.movements())
        .containsExactly(
            new Movement(
                Movement.Kind.ESCROW_REFUND,
                BOB.did(),
                ALICE.did(),
                new Tokens(70),
                EscrowScene.ID));
  }

  @Test
  void comesBeforeTheEventsOfItsBlock() {
    EscrowScene scene = EscrowScene.holding(100);
    scene.ledger().setTime(EscrowScene.EXPIRES_AT);

    assertThat(Verdicts.of(scene.expire(MALLORY))).isEqualTo("ESCROW_SETTLED");
  }

  @Test
  void countsFromTheFirstFunding() {
    EscrowScene scene = EscrowScene.start();
    scene.expect(scene.create(EscrowScene.create(100, false)));
    assertThat(entries(scene)).isZero();

    scene.expect(scene.fund(ALICE, 40));
    scene.expect(scene.fund(ALICE, 60));

    assertThat(entries(scene)).isEqualTo(1);
    scene.ledger().setTime(EscrowScene.EXPIRES_AT);
    scene.ledger().tick();
    assertThat(scene.escrow().state()).isEqualTo(Escrow.State.REFUNDED);
    assertThat(entries(scene)).isZero();
  }

  @Test
  void leavesNoEntryBehindAnEscrowThatEndsEarlier() {
    EscrowScene scene = EscrowScene.holding(100);
    assertThat(entries(scene)).isEqualTo(1);
    scene.expect(scene.release(ALICE, "depositor", 99));
    assertThat(entries(scene)).isEqualTo(1);

    scene.expect(scene.refund(BOB, 1));

    assertThat(entries(scene)).isZero();
  }

  @Test
  void anUnfundedEscrowStaysAsItIs() {
    EscrowScene scene = EscrowScene.start();
    scene.expect(scene.create(EscrowScene.create(100, false)));
    scene.ledger().setTime(EscrowScene.EXPIRES_AT);
    scene.ledger().tick();

    assertThat(scene.escrow().state()).isEqualTo(Escrow.State.PENDING);
    assertThat(Verdicts.of(scene.fund(ALICE, 10))).isEqualTo("ESCROW_EXPIRED");
  }

  @Test
  void theExplicitCallReturnsTheSameAsTheEntry() {
    EscrowScene byHand = EscrowScene.holding(100);
    byHand.expect(byHand.release(ALICE, "depositor", 30));
    EscrowScene byItself = byHand.copy();
    byHand.ledger().holdDueBack(true);
    byHand.ledger().setTime(EscrowScene.EXPIRES_AT);
    byItself.ledger().setTime(EscrowScene.EXPIRES_AT);

    byHand.expect(byHand.expire(MALLORY));
    byItself.ledger().tick();

    assertThat(byHand.escrow().sums()).isEqualTo(byItself.escrow().sums());
    assertThat(entries(byHand)).isZero();
    assertThat(byHand.ledger().account(ALICE).available())
        .isEqualTo(byItself.ledger().account(ALICE).available());
  }

  @Test
  void isTotalOnAnyState() {
    EscrowScene settled = EscrowScene.holding(100);
    settled.expect(settled.refund(BOB, 100));
    Changes changes = new Changes(settled.ledger().view());
    BlockContext block = new BlockContext(9, EscrowScene.EXPIRES_AT);

    new EscrowExpiry().onDue(entry(ascii(EscrowScene.ID), block), block, changes);
    new EscrowExpiry().onDue(entry(ascii("nobody-knows-it"), block), block, changes);
    new EscrowExpiry().onDue(entry(new byte[] {(byte) 0xff, 0}, block), block, changes);

    assertThat(changes.changes()).isEmpty();
  }

  @Test
  void manyEscrowsExpireInOneBlockEachToItsOwner() {
    EscrowScene scene = EscrowScene.start();
    LedgerFixture ledger = scene.ledger();
    for (int i = 0; i < 20; i++) {
      EscrowCreate event = EscrowScene.create(10 + i, true);
      scene.expect(
          ledger.submit(ALICE, EscrowCreates.TYPE, event.payload().without("escrowId"), 1));
    }
    assertThat(ledger.account(ALICE).locked()).isEqualTo(new Tokens(390));
    ledger.setTime(EscrowScene.EXPIRES_AT);

    ledger.tick();

    assertThat(ledger.account(ALICE).locked()).isEqualTo(Tokens.ZERO);
    assertThat(ledger.account(ALICE).available()).isEqualTo(new Tokens(980));
    assertThat(ledger.receipts()).hasSize(20);
  }

  private static byte[] ascii(String id) {
    return id.getBytes(StandardCharsets.US_ASCII);
  }

  private static int entries(EscrowScene scene) {
    return scene.ledger().keys(Changes.DUE_MODULE).size();
  }

  private static DueEntry entry(byte[] id, BlockContext block) {
    return new DueEntry(EscrowMoney.DUE_CLASS, block.time(), id);
  }
}
