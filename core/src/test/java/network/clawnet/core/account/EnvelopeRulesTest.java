package network.clawnet.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.PayRules;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnvelopeRulesTest {
  private static final long DAY = 86_400_000;

  private final TestActor alice = new TestActor("alice");
  private final TestActor bob = new TestActor("bob");
  private LedgerFixture ledger;

  @BeforeEach
  void start() {
    TreeMap<Did, Tokens> balances = new TreeMap<>();
    balances.put(alice.did(), new Tokens(100));
    ledger = LedgerFixture.start(PayRules.book(), balances);
  }

  private Verdict submit(long ts, long nonce, long fee, Hash prev) {
    Envelope event =
        new Envelope(
            ledger.chain(),
            PayRules.TYPE,
            alice.did(),
            ts,
            nonce,
            new Tokens(fee),
            PayRules.payload(bob, 1),
            prev,
            List.of());
    return ledger.submit(alice.sign(event));
  }

  @Test
  @DisplayName("T-A18: each nonce is taken once and in order")
  void takesEachNonceOnceAndInOrder() {
    assertThat(submit(ledger.time(), 1, 1, Hash.ZERO).accepted()).isTrue();
    assertThat(code(submit(ledger.time(), 1, 1, Hash.ZERO))).isEqualTo(AccountCodes.NONCE_USED);
    assertThat(code(submit(ledger.time(), 3, 1, Hash.ZERO))).isEqualTo(AccountCodes.NONCE_GAP);
    assertThat(submit(ledger.time(), 2, 1, Hash.ZERO).accepted()).isTrue();
  }

  @Test
  void saysWhichNonceItExpects() {
    Verdict.Reject reject = (Verdict.Reject) submit(ledger.time(), 7, 1, Hash.ZERO);

    assertThat(reject.details()).containsEntry("expected", Json.of(1));
  }

  @Test
  void acceptsTheWholeWindowAndNoMore() {
    long now = ledger.time() + 1;
    ledger.setTime(now);

    assertThat(code(submit(now - DAY - 1, 1, 1, Hash.ZERO))).isEqualTo(AccountCodes.EVENT_EXPIRED);
    assertThat(code(submit(now + 600_001, 1, 1, Hash.ZERO)))
        .isEqualTo(AccountCodes.EVENT_TOO_EARLY);
    assertThat(submit(now - DAY, 1, 1, Hash.ZERO).accepted()).isTrue();
    assertThat(submit(now + 600_000, 2, 1, Hash.ZERO).accepted()).isTrue();
  }

  @Test
  void prevMustBeTheLastOwnEvent() {
    Hash wrong = Hash.sha256(new byte[] {1});

    assertThat(code(submit(ledger.time(), 1, 1, wrong))).isEqualTo(AccountCodes.PREV_MISMATCH);
    assertThat(submit(ledger.time(), 1, 1, Hash.ZERO).accepted()).isTrue();
    Hash last = ledger.account(alice).lastOwn();
    assertThat(submit(ledger.time(), 2, 1, last).accepted()).isTrue();
  }

  @Test
  @DisplayName("A17: the fee is charged at once and goes to the treasury once for each block")
  void chargesTheFeeAndGivesItToTheTreasuryOnce() {
    submit(ledger.time(), 1, 7, Hash.ZERO);

    assertThat(ledger.account(alice).available()).isEqualTo(new Tokens(92));
    assertThat(Treasury.get(ledger.view()).balance()).isEqualTo(new Tokens(7));
    assertThat(ledger.tokens()).isEqualTo(101);
  }

  @Test
  void refusesAFeeBelowTheMinimumOrBeyondTheBalance() {
    assertThat(code(submit(ledger.time(), 1, 0, Hash.ZERO))).isEqualTo(AccountCodes.FEE_TOO_LOW);
    assertThat(code(submit(ledger.time(), 1, 101, Hash.ZERO)))
        .isEqualTo(AccountCodes.INSUFFICIENT_BALANCE);
    assertThat(code(submit(ledger.time(), 1, 100, Hash.ZERO)))
        .isEqualTo(AccountCodes.INSUFFICIENT_BALANCE);
    assertThat(submit(ledger.time(), 1, 99, Hash.ZERO).accepted()).isTrue();
  }

  @Test
  @DisplayName("A18: each event is folded into the chain of both accounts")
  void foldsEachEventIntoTheChainOfBothAccounts() {
    submit(ledger.time(), 1, 1, Hash.ZERO);
    Hash event = ledger.account(alice).lastOwn();

    assertThat(ledger.account(alice).eventChain())
        .isEqualTo(Hash.sha256(Hash.ZERO.bytes(), event.bytes(), new byte[] {0}));
    assertThat(ledger.account(bob).eventChain())
        .isEqualTo(Hash.sha256(Hash.ZERO.bytes(), event.bytes(), new byte[] {1}));
    assertThat(ledger.account(bob).eventCount()).isEqualTo(1);
    assertThat(ledger.account(bob).nonce()).isZero();
  }

  private static RejectCode code(Verdict verdict) {
    return ((Verdict.Reject) verdict).code();
  }
}
