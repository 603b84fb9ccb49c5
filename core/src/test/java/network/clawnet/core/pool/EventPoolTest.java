package network.clawnet.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.testing.PayRules;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventPoolTest {
  private static final long NOW = 1_000_000;

  private final TestActor alice = new TestActor("alice");
  private final TestActor bob = new TestActor("bob");
  private final BlockContext next = new BlockContext(1, NOW);
  private Changes tip;
  private EventPool pool;

  @BeforeEach
  void start() {
    tip = new Changes(key -> null);
    Accounts.credit(tip, alice.did(), new Tokens(100));
    pool = new EventPool(rules(), new PoolLimits(10, 100_000, 4), tip);
  }

  private LedgerRules rules() {
    Genesis genesis =
        new Genesis(
            "local",
            "test",
            0,
            GenesisParams.local(),
            new Genesis.Allocation(new TreeMap<>(), Tokens.ZERO),
            List.of(new GenesisValidator(bob.did().key(), bob.did(), new Tokens(1))),
            Optional.empty());
    return LedgerRules.of(genesis, PayRules.book());
  }

  private PreparedEvent pay(TestActor from, TestActor to, long amount, long nonce) {
    return pay(from, to, amount, nonce, 1);
  }

  private PreparedEvent pay(TestActor from, TestActor to, long amount, long nonce, long fee) {
    Envelope envelope =
        new Envelope(
            "0".repeat(16),
            PayRules.TYPE,
            from.did(),
            NOW,
            nonce,
            new Tokens(fee),
            PayRules.payload(to, amount),
            Hash.ZERO,
            List.of());
    try {
      return PreparedEvent.of(from.sign(envelope), PayRules.book());
    } catch (EventFault e) {
      throw new AssertionError(e);
    }
  }

  private static RejectCode code(Verdict verdict) {
    return ((Verdict.Reject) verdict).code();
  }

  private List<PreparedEvent> ready() {
    List<PreparedEvent> out = new ArrayList<>();
    pool.readyEvents().forEachRemaining(out::add);
    return out;
  }

  @Test
  void judgesEachEventByAllThatCameBefore() {
    assertThat(pool.admit(pay(alice, bob, 60, 1), next, true).accepted()).isTrue();
    assertThat(code(pool.admit(pay(alice, bob, 60, 2), next, true)))
        .isEqualTo(AccountCodes.INSUFFICIENT_BALANCE);
    assertThat(pool.admit(pay(alice, bob, 30, 2), next, true).accepted()).isTrue();
    assertThat(pool.admit(pay(bob, alice, 80, 1), next, true).accepted()).isTrue();
    assertThat(pool.nextNonce(alice.did())).isEqualTo(3);
  }

  @Test
  void holdsReservedEventsBackUntilTheyAreReleased() {
    PreparedEvent event = pay(alice, bob, 1, 1);

    pool.admit(event, next, false);
    assertThat(ready()).isEmpty();
    pool.release(event.event().hash());

    assertThat(ready()).containsExactly(event);
    assertThat(pool.readyCount()).isEqualTo(1);
  }

  @Test
  void takesTheSameEventTwiceWithoutEffect() {
    PreparedEvent event = pay(alice, bob, 1, 1);

    pool.admit(event, next, true);

    assertThat(pool.admit(event, next, true).accepted()).isTrue();
    assertThat(pool.size()).isEqualTo(1);
  }

  @Test
  void dropsWhatTheNewTipMadeInvalid() {
    PreparedEvent first = pay(alice, bob, 10, 1);
    PreparedEvent second = pay(alice, bob, 20, 2);
    pool.admit(first, next, true);
    pool.admit(second, next, true);
    Changes other = new Changes(tip);
    Accounts.debit(other, alice.did(), new Tokens(85));

    List<EventPool.Dropped> dropped = pool.rebase(other, next, Set.of(), List.of());

    assertThat(dropped).hasSize(1);
    assertThat(dropped.get(0).event()).isSameAs(second);
    assertThat(ready()).containsExactly(first);
  }

  @Test
  void forgetsWhatTheNewTipIncludes() {
    PreparedEvent first = pay(alice, bob, 10, 1);
    pool.admit(first, next, true);

    assertThat(pool.rebase(tip, next, Set.of(first.event().hash()), List.of())).isEmpty();

    assertThat(pool.size()).isZero();
    assertThat(pool.bytes()).isZero();
    assertThat(pool.hasEventsOf(alice.did())).isFalse();
  }

  @Test
  @DisplayName("T-A10: an issuer has its own limit")
  void boundsEachIssuer() {
    for (int nonce = 1; nonce <= 4; nonce++) {
      assertThat(pool.admit(pay(alice, bob, 1, nonce), next, true).accepted()).isTrue();
    }

    assertThat(code(pool.admit(pay(alice, bob, 1, 5), next, true))).isEqualTo(PoolCodes.OVERLOADED);
    assertThat(pool.nextNonce(alice.did())).isEqualTo(5);
  }

  @Test
  @DisplayName("T-A11: whoever has a nonce first keeps it, whatever another event offers")
  void aHigherFeeReplacesNothing() {
    PreparedEvent first = pay(alice, bob, 1, 1, 1);
    assertThat(pool.admit(first, next, true).accepted()).isTrue();

    assertThat(code(pool.admit(pay(alice, bob, 2, 1, 50), next, true)))
        .isEqualTo(AccountCodes.NONCE_USED);
    assertThat(ready()).containsExactly(first);
  }

  @Test
  void triesOutWithoutTaking() {
    Trial trial = pool.tryOut(pay(alice, bob, 10, 1), next);

    assertThat(trial.verdict().accepted()).isTrue();
    assertThat(trial.availableAfter()).isEqualTo(new Tokens(89));
    assertThat(trial.movements()).hasSize(1);
    assertThat(pool.size()).isZero();
    assertThat(pool.nextNonce(alice.did())).isEqualTo(1);
  }

  @Test
  void keepsCountsRightThroughEveryWayOut() {
    Did issuer = alice.did();
    PreparedEvent event = pay(alice, bob, 1, 1);
    pool.admit(event, next, true);
    assertThat(pool.bytes()).isEqualTo(event.bytes());

    pool.drop(event.event().hash());
    pool.drop(event.event().hash());

    assertThat(pool.readyCount()).isZero();
    assertThat(pool.bytes()).isZero();
    assertThat(pool.hasEventsOf(issuer)).isFalse();
  }

  @Test
  void higherFeesGoFirstWhenRoomIsScarceButNoncesStayInOrder() {
    PreparedEvent low = pay(alice, bob, 1, 1, 1);
    PreparedEvent high = pay(alice, bob, 1, 2, 9);
    PreparedEvent middle = pay(bob, alice, 1, 1, 5);

    assertThat(FeeOrder.of(List.of(low, high, middle))).containsExactly(middle, low, high);
  }
}
