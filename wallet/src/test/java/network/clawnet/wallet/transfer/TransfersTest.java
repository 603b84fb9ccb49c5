package network.clawnet.wallet.transfer;

import static network.clawnet.wallet.testing.Verdicts.ACCEPTED;
import static network.clawnet.wallet.testing.WalletLedger.ALICE;
import static network.clawnet.wallet.testing.WalletLedger.BOB;
import static network.clawnet.wallet.testing.WalletLedger.CAROL;
import static network.clawnet.wallet.testing.WalletLedger.MALLORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import network.clawnet.core.account.Account;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.account.Treasury;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.EventContext;
import network.clawnet.core.event.Movement;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Address;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.Seeds;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import network.clawnet.wallet.testing.Verdicts;
import network.clawnet.wallet.testing.WalletLedger;
import org.junit.jupiter.api.Test;

class TransfersTest {
  private static final Transfers TRANSFERS = new Transfers(FeeSchedule.DEFAULT);

  private final LedgerFixture ledger = WalletLedger.start(100);

  @Test
  void movesTheAmountAndPaysTheFeeOnTop() {
    assertThat(pay(ALICE, BOB, 30, 2)).isEqualTo(ACCEPTED);

    assertThat(ledger.account(ALICE).available()).isEqualTo(new Tokens(68));
    assertThat(ledger.account(BOB).available()).isEqualTo(new Tokens(130));
    assertThat(Treasury.get(ledger.view()).balance()).isEqualTo(new Tokens(2));
  }

  @Test
  void tellsTheReceiptWhoPaidWhom() {
    pay(ALICE, BOB, 30, 1);

    assertThat(ledger.receipts().get(0).movements())
        .containsExactly(
            new Movement(Movement.Kind.TRANSFER, ALICE.did(), BOB.did(), new Tokens(30), ""));
  }

  @Test
  void spendsTheLastTokenWithTheFee() {
    assertThat(pay(ALICE, BOB, 99, 1)).isEqualTo(ACCEPTED);

    assertThat(ledger.account(ALICE).available()).isEqualTo(Tokens.ZERO);
  }

  @Test
  void refusesOneTokenMoreThanTheBalance() {
    Verdict verdict = submit(ALICE, new Transfer(BOB.did(), new Tokens(100), Optional.empty()), 1);

    assertThat(Verdicts.of(verdict)).isEqualTo("INSUFFICIENT_BALANCE");
    assertThat(Verdicts.detail(verdict, "needed")).isEqualTo("101");
    assertThat(Verdicts.detail(verdict, "available")).isEqualTo("100");
  }

  @Test
  void refusesTheLargestAmountWithTheLargestFeeWithoutOverflow() {
    LedgerFixture rich = WalletLedger.start(Map.of(ALICE.did(), new Tokens(Tokens.MAX - 1)));
    Json.Obj payload = new Transfer(BOB.did(), new Tokens(Tokens.MAX), Optional.empty()).payload();

    Verdict verdict = rich.submit(ALICE, Transfers.TYPE, payload, Tokens.MAX - 1);

    assertThat(Verdicts.of(verdict)).isEqualTo("INSUFFICIENT_BALANCE");
    assertThat(Verdicts.detail(verdict, "needed")).isEqualTo(Long.toString(Tokens.MAX));
  }

  @Test
  void refusesAFeeBelowTheMinimum() {
    assertThat(pay(ALICE, BOB, 1, 0)).isEqualTo("FEE_TOO_LOW");
    assertThat(pay(ALICE, BOB, 1, 1)).isEqualTo(ACCEPTED);
  }

  @Test
  void refusesToPayOneself() {
    assertThat(pay(ALICE, ALICE, 1, 1)).isEqualTo("SELF_TRANSFER");
  }

  @Test
  void refusesAnAmountOfZero() {
    assertThat(pay(ALICE, BOB, 0, 1)).isEqualTo("ZERO_AMOUNT");
    assertThat(pay(ALICE, BOB, 1, 1)).isEqualTo(ACCEPTED);
  }

  @Test
  void namesTheFirstFaultInPublishedOrder() {
    String longMemo = "m".repeat(257);

    assertThat(Verdicts.of(submit(ALICE, transfer(ALICE, 0, longMemo), 1)))
        .isEqualTo("SELF_TRANSFER");
    assertThat(Verdicts.of(submit(ALICE, transfer(BOB, 0, longMemo), 1))).isEqualTo("ZERO_AMOUNT");
    assertThat(Verdicts.of(submit(ALICE, transfer(BOB, 999, longMemo), 1)))
        .isEqualTo("MEMO_TOO_LONG");
  }

  @Test
  void countsTheMemoInBytes() {
    assertThat(Verdicts.of(submit(ALICE, transfer(BOB, 1, "é".repeat(128)), 1)))
        .isEqualTo(ACCEPTED);
    assertThat(Verdicts.of(submit(ALICE, transfer(BOB, 1, "é".repeat(128) + "e"), 1)))
        .isEqualTo("MEMO_TOO_LONG");
  }

  @Test
  void refusesToCarryAnAccountOverTheLargestAmount() {
    // no supply allows such a state, so it is made by hand
    Changes state = new Changes(key -> null);
    Accounts.put(state, ALICE.did(), Account.EMPTY.withAvailable(new Tokens(10)));
    Accounts.put(state, BOB.did(), Account.EMPTY.withAvailable(new Tokens(Tokens.MAX - 5)));

    assertThat(Verdicts.of(TRANSFERS.check(transfer(BOB, 5, "m"), context(), state)))
        .isEqualTo(ACCEPTED);
    assertThat(Verdicts.of(TRANSFERS.check(transfer(BOB, 6, "m"), context(), state)))
        .isEqualTo("AMOUNT_OVERFLOW");
  }

  @Test
  void paysToAnAddressAsToTheDid() {
    Json.Obj payload = Json.object().put("to", Address.of(BOB.did())).put("amount", "7").build();

    assertThat(Verdicts.of(ledger.submit(ALICE, Transfers.TYPE, payload, 1))).isEqualTo(ACCEPTED);
    assertThat(ledger.account(BOB).available()).isEqualTo(new Tokens(107));
  }

  @Test
  void readsBackThePayloadThatItMakes() throws DecodeException {
    Transfer plain = new Transfer(BOB.did(), new Tokens(5), Optional.empty());

    assertThat(Transfer.decode(plain.payload())).isEqualTo(plain);
    assertThat(Transfer.decode(transfer(BOB, 5, "rent").payload()))
        .isEqualTo(transfer(BOB, 5, "rent"));
  }

  @Test
  void refusesPayloadsByTheNameOfTheirFault() {
    Json.Obj good = transfer(BOB, 5, "m").payload();

    assertFault(good.without("to"), "\"to\"");
    assertFault(good.with("to", Json.of("{agent-id}")), "placeholder");
    assertFault(good.with("to", Json.of("claw1nonsense")), "\"to\"");
    assertFault(good.with("amount", Json.of(5)), "\"amount\"");
    assertFault(good.with("amount", Json.of("5.0")), "\"amount\"");
    assertFault(good.with("amount", Json.of("-5")), "\"amount\"");
    assertFault(good.with("amount", Json.of("05")), "\"amount\"");
    assertFault(good.with("amount", Json.of("9000000000000001")), "\"amount\"");
    assertFault(good.with("memo", Json.of("")), "\"memo\"");
    assertFault(good.with("from", Json.of("x")), "\"from\"");
  }

  @Test
  void anyRunOfTransfersConservesSupply() {
    List<TestActor> actors = List.of(ALICE, BOB, CAROL, MALLORY);
    Seeds.forAll(
        20,
        random -> {
          LedgerFixture any = WalletLedger.start(50);
          long supply = any.tokens();
          int accepted = 0;
          for (int i = 0; i < 40; i++) {
            accepted += randomTransfer(any, actors, random) ? 1 : 0;
            assertThat(any.tokens()).isEqualTo(supply);
          }
          assertThat(accepted).isPositive();
        });
  }

  private static boolean randomTransfer(
      LedgerFixture ledger, List<TestActor> actors, Random random) {
    TestActor from = actors.get(random.nextInt(actors.size()));
    TestActor to = actors.get(random.nextInt(actors.size()));
    Transfer transfer = new Transfer(to.did(), new Tokens(random.nextInt(80)), Optional.empty());
    return ledger.submit(from, Transfers.TYPE, transfer.payload(), random.nextInt(4)).accepted();
  }

  private static void assertFault(Json.Obj payload, String hint) {
    assertThatThrownBy(() -> Transfer.decode(payload))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining(hint);
  }

  private static Transfer transfer(TestActor to, long amount, String memo) {
    return new Transfer(to.did(), new Tokens(amount), Optional.of(memo));
  }

  private static EventContext context() {
    return new EventContext(
        Hash.ZERO,
        ALICE.did(),
        new Tokens(1),
        new java.util.TreeSet<>(),
        new BlockContext(1, LedgerFixture.START));
  }

  private String pay(TestActor from, TestActor to, long amount, long fee) {
    return Verdicts.of(
        submit(from, new Transfer(to.did(), new Tokens(amount), Optional.empty()), fee));
  }

  private Verdict submit(TestActor from, Transfer transfer, long fee) {
    return ledger.submit(from, Transfers.TYPE, transfer.payload(), fee);
  }
}
