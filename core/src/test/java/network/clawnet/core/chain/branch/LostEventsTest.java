package network.clawnet.core.chain.branch;

import static network.clawnet.core.chain.branch.ChainFixture.START;
import static network.clawnet.core.chain.branch.ChainFixture.draft;
import static network.clawnet.core.chain.branch.ChainFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.codec.Json;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.EventPool;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.tree.StateTree;
import org.junit.jupiter.api.Test;

class LostEventsTest {
  private static final BlockContext NEXT = new BlockContext(1, START + 1);

  private final ChainFixture node;
  private final Branches branches = new Branches();
  private final Unwritten unwritten = new Unwritten();
  private final EventPool pool;
  private final LostEvents lost;

  LostEventsTest() throws IOException {
    node = new ChainFixture();
    StateTree head = node.database.tree();
    pool = new EventPool(ChainFixture.rules(), PoolLimits.DEFAULT, head);
    lost = new LostEvents(pool, new LostEvents.Places(branches, unwritten), head, node.fates);
  }

  private static Verdict.Reject because(RejectCode code) {
    return Verdict.reject(code, "test");
  }

  private void lose(PreparedEvent event, RejectCode code) {
    lost.lose(event, because(code));
  }

  private boolean isPending(PreparedEvent event) {
    return lost.isPending(event.event().hash());
  }

  /** Has the first event of Alice be final. */
  private PreparedEvent settleFirst() throws IOException {
    PreparedEvent first = pay(20, 1);
    node.admit(first);
    node.commit(node.chain.build(draft(node.chain.headHeader(), 1, START + 5), false));
    return first;
  }

  @Test
  void keepsAnEventWhoseNonceOnlyABlockHasThatMayLose() {
    PreparedEvent event = pay(10, 1);

    lose(event, AccountCodes.NONCE_USED);

    assertThat(node.drops).isEmpty();
    assertThat(isPending(event)).isTrue();
  }

  @Test
  void tellsOfAnEventWhoseNonceIsFinal() throws IOException {
    PreparedEvent unused = settleFirst();
    PreparedEvent event = pay(10, 1);

    lose(event, AccountCodes.NONCE_USED);

    assertThat(node.drops).containsExactly(because(AccountCodes.NONCE_USED));
    assertThat(isPending(event)).isFalse();
  }

  @Test
  void namesTheEventThatHasTheNonceWhileItsBlockIsBeingWritten() throws IOException {
    PreparedEvent winner = settleFirst();
    unwritten.add(node.holding(winner));

    lose(pay(10, 1), AccountCodes.NONCE_USED);

    assertThat(node.drops.get(0).details())
        .containsEntry("winner", Json.of(winner.event().hash().hex()));
  }

  @Test
  void keepsWhatALaterBlockMayTakeAndTellsOfTheRest() {
    PreparedEvent later = pay(10, 3);
    PreparedEvent never = pay(2_000, 1);

    lose(later, AccountCodes.NONCE_GAP);
    lose(never, AccountCodes.INSUFFICIENT_BALANCE);

    assertThat(isPending(later)).isTrue();
    assertThat(isPending(never)).isFalse();
    assertThat(node.drops).containsExactly(because(AccountCodes.INSUFFICIENT_BALANCE));
  }

  @Test
  void tellsNothingOfAnEventThatHasAPlaceStill() {
    PreparedEvent waits = pay(10, 1);
    PreparedEvent above = pay(11, 1);
    PreparedEvent below = pay(12, 1);
    assertThat(pool.admit(waits, NEXT, true).accepted()).isTrue();
    branches.add(node.holding(above));
    unwritten.add(node.holding(below));

    for (PreparedEvent event : List.of(waits, above, below)) {
      lose(event, AccountCodes.INSUFFICIENT_BALANCE);
    }

    assertThat(node.drops).isEmpty();
  }

  @Test
  void letsWhatWasUndecidedWaitAgainOnceItFits() {
    PreparedEvent second = pay(10, 2);
    lose(second, AccountCodes.NONCE_GAP);

    lost.decide(NEXT);
    assertThat(pool.size()).isZero();
    assertThat(isPending(second)).isTrue();
    assertThat(pool.admit(pay(10, 1), NEXT, true).accepted()).isTrue();
    lost.decide(NEXT);

    assertThat(pool.contains(second.event().hash())).isTrue();
    assertThat(node.drops).isEmpty();
  }

  @Test
  void forgetsWhatWasUndecidedAndIsFinalNow() {
    PreparedEvent event = pay(10, 3);
    lose(event, AccountCodes.NONCE_GAP);

    lost.settled(event.event().hash());

    assertThat(isPending(event)).isFalse();
  }
}
