package network.clawnet.core.chain.branch;

import static network.clawnet.core.chain.branch.ChainFixture.ALICE;
import static network.clawnet.core.chain.branch.ChainFixture.BOB;
import static network.clawnet.core.chain.branch.ChainFixture.CACHE_BYTES;
import static network.clawnet.core.chain.branch.ChainFixture.START;
import static network.clawnet.core.chain.branch.ChainFixture.certificate;
import static network.clawnet.core.chain.branch.ChainFixture.draft;
import static network.clawnet.core.chain.branch.ChainFixture.genesis;
import static network.clawnet.core.chain.branch.ChainFixture.pay;
import static network.clawnet.core.chain.branch.ChainFixture.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.chain.BlockChecker;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.Replay;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.PayRules;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChainTest {
  private final ChainFixture node;
  private final Chain chain;

  ChainTest() throws IOException {
    node = new ChainFixture();
    chain = node.chain;
  }

  @Test
  void buildsExecutesAndCommitsOneBlock() throws IOException {
    node.admit(pay(10, 1));

    Block block = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    node.prefer(block.header());
    node.commit(block);

    assertThat(block.events()).hasSize(1);
    assertThat(node.balance(BOB)).isEqualTo(10);
    assertThat(chain.head().height()).isEqualTo(1);
    assertThat(chain.pool().size()).isZero();
  }

  @Test
  void anotherNodeExecutesToTheSameRoots() throws IOException {
    PreparedEvent event = pay(10, 1);
    node.admit(event);
    Block block = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    Chain other = new ChainFixture().chain;

    assertThat(other.execute(block, List.of(event))).isEmpty();
    assertThat(other.execute(block, List.of(event))).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithABlockThatCannotBe() throws IOException {
    PreparedEvent event = pay(10, 1);
    node.admit(event);
    Block block = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    Block wrongTime =
        new Block(
            new Header(
                block.header().chainId(),
                new Slot(0, 2, 1, 0),
                block.header().parentHash(),
                START + 6,
                block.header().validatorsHash(),
                block.header().body(),
                new Outcome(
                    false,
                    block.header().outcome().receiptsRoot(),
                    Hash.ZERO,
                    block.header().outcome().nextValidatorsHash())),
            block.events());

    assertThat(chain.execute(wrongTime, List.of(event))).contains("execution gives");
    assertThat(chain.execute(wrongTime, List.of(pay(2_000, 1)))).contains("INSUFFICIENT_BALANCE");
  }

  @Test
  void eventsOfABlockThatLostWaitAgain() throws IOException {
    PreparedEvent event = pay(10, 1);
    node.admit(event);
    Header genesis = chain.headHeader();
    Block loser = chain.build(draft(genesis, 1, START + 5), false);
    Block winner = chain.build(draft(genesis, 2, START + 6), true);
    node.prefer(loser.header());
    assertThat(chain.pool().size()).isZero();
    assertThat(chain.isPending(event.event().hash())).isTrue();

    node.commit(winner);

    assertThat(chain.pool().contains(event.event().hash())).isTrue();
    assertThat(node.balance(BOB)).isZero();
    assertThatThrownBy(() -> chain.build(draft(loser.header(), 3, START + 9), true))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatBuildsOnABlockThatLostWaitsBehindIt() throws IOException {
    PreparedEvent first = pay(10, 1);
    PreparedEvent second = pay(20, 2);
    Header genesis = chain.headHeader();
    node.admit(first);
    Block loser = chain.build(draft(genesis, 1, START + 5), false);
    Block winner = chain.build(draft(genesis, 2, START + 6), true);
    node.prefer(loser.header());
    node.admit(second);

    node.commit(winner);

    assertThat(node.drops).isEmpty();
    assertThat(chain.pool().pending().stream().map(it -> it.prepared()))
        .containsExactly(first, second);
  }

  @Test
  void whatBuildsOnABlockThatIsLeftForAnotherWaitsBehindIt() throws IOException {
    PreparedEvent first = pay(10, 1);
    PreparedEvent second = pay(20, 2);
    Header genesis = chain.headHeader();
    node.admit(first);
    Block left = chain.build(draft(genesis, 1, START + 5), false);
    Block other = chain.build(draft(genesis, 2, START + 6), true);
    node.prefer(left.header());
    node.admit(second);

    node.prefer(other.header());

    assertThat(node.drops).isEmpty();
    assertThat(chain.pool().pending().stream().map(it -> it.prepared()))
        .containsExactly(first, second);
    assertThat(chain.pool().readyCount()).isEqualTo(2);
  }

  @Test
  void anEventOfABlockThatLostAndOfItsWinnerIsNotCalledDropped() throws IOException {
    PreparedEvent event = pay(10, 1);
    Header genesis = chain.headHeader();
    node.admit(event);
    Block loser = chain.build(draft(genesis, 1, START + 5), false);
    Block winner = chain.build(draft(genesis, 2, START + 6), false);
    node.prefer(loser.header());

    node.commit(winner);

    assertThat(node.drops).isEmpty();
    assertThat(chain.pool().size()).isZero();
    assertThat(node.balance(BOB)).isEqualTo(10);
  }

  @Test
  void commitsAncestorsOldestFirst() throws IOException {
    node.admit(pay(1, 1));
    Block first = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    node.prefer(first.header());
    node.admit(pay(2, 2));
    Block second = chain.build(draft(first.header(), 2, START + 6), false);
    node.prefer(second.header());

    node.commit(first, second);

    assertThat(node.balance(BOB)).isEqualTo(3);
    assertThat(node.database.reader().block(1).orElseThrow().certificate()).isNull();
    assertThat(node.database.reader().block(2).orElseThrow().certificate()).isNotNull();
  }

  @Test
  void showsWhatAnAccountHasUnderWay() throws IOException {
    node.admit(pay(1, 1));
    Block block = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    node.prefer(block.header());
    node.admit(pay(2, 2));

    AccountMoment moment = chain.account(ALICE.did());

    assertThat(moment.settled().available()).isEqualTo(new Tokens(1_000));
    assertThat(moment.pending()).hasSize(2);
    assertThat(moment.nextNonce()).isEqualTo(3);
  }

  @Test
  void runsWhatIsDueOnceEvenAboveTheHead() throws IOException {
    node.admit(pay(50, 1, START + 100));
    Block scheduled = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    node.prefer(scheduled.header());
    assertThat(chain.hasDue(START + 99)).isFalse();
    assertThat(chain.hasDue(START + 100)).isTrue();

    Block ran = chain.build(draft(scheduled.header(), 2, START + 100), true);
    node.prefer(ran.header());
    Block after = chain.build(draft(ran.header(), 3, START + 101), true);
    node.commit(scheduled, ran, after);

    assertThat(node.balance(BOB)).isEqualTo(50);
    assertThat(chain.hasDue(START + 1_000)).isFalse();
    assertThat(node.database.reader().receipts(2).orElseThrow()).hasSize(1);
    assertThat(node.database.reader().receipts(3).orElseThrow()).isEmpty();
  }

  @Test
  void whatRanInAFinalBlockIsNotDueAgainWhileItsRowsAreOnTheirWay() throws IOException {
    node.admit(pay(50, 1, START + 100));
    Block scheduled = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    node.prefer(scheduled.header());
    node.commit(scheduled);
    Block ran = chain.build(draft(scheduled.header(), 2, START + 100), true);
    node.prefer(ran.header());

    Chain.Commit onItsWay = chain.commit(List.of(ran), certificate(ran));

    assertThat(chain.hasDue(START + 1_000)).isFalse();
    Block after = chain.build(draft(ran.header(), 3, START + 101), true);
    node.write(onItsWay);
    assertThat(chain.hasDue(START + 1_000)).isFalse();
    node.prefer(after.header());
    node.commit(after);
    assertThat(node.database.reader().receipts(3).orElseThrow()).isEmpty();
    assertThat(node.balance(BOB)).isEqualTo(50);
  }

  @Test
  void reopensAtTheHeadAndReplaysFromBlockZero() throws Exception {
    node.admit(pay(10, 1));
    Block block = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    node.prefer(block.header());
    node.commit(block);

    LedgerDatabase again = LedgerDatabase.open(node.store, genesis(), CACHE_BYTES);

    assertThat(again.start().head().height()).isEqualTo(1);
    assertThat(again.tree().root()).isEqualTo(block.header().outcome().stateRoot());
    try (BlockChecker checker = new BlockChecker(genesis().chain(), PayRules.book(), Set.of(), 1)) {
      Replay replay = new Replay(again.reader(), rules(), checker);
      Replay.Result result = replay.run(new MemoryStore(), 1, CACHE_BYTES, height -> {});
      assertThat(result.fault()).isEmpty();
      assertThat(result.events()).isEqualTo(1);
    }
  }

  @Test
  void refusesTheDatabaseOfAnotherNetwork() {
    assertThatThrownBy(() -> LedgerDatabase.open(node.store, genesis(1), CACHE_BYTES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("belongs to the network");
  }

  @Test
  void refusesAStateThatIsNotTheHeads() throws IOException {
    node.admit(pay(10, 1));
    Block block = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    node.prefer(block.header());
    Chain.Commit unused = node.settle(block);

    assertThatThrownBy(() -> LedgerDatabase.open(node.store, genesis(), CACHE_BYTES))
        .hasMessageContaining("does not have the root");
  }

  /** Has an event wait, and prefers a block of another node with a rival of it. */
  private Block rivalOf(PreparedEvent event, PreparedEvent rival) throws IOException {
    Chain other = new ChainFixture().chain;
    Header genesis = chain.headHeader();
    assertThat(other.pool().admit(rival, new BlockContext(1, START + 1), true).accepted()).isTrue();
    Block block = other.build(draft(genesis, 1, START + 5), false);
    node.admit(event);
    assertThat(chain.execute(block, List.of(rival))).isEmpty();
    node.prefer(block.header());
    return block;
  }

  @Test
  @DisplayName("A14: an event is not called dropped while the block with its rival may lose")
  void anEventIsNotDroppedWhileItsRivalMayLose() throws IOException {
    PreparedEvent event = pay(10, 1);
    Header genesis = chain.headHeader();
    assertThat(rivalOf(event, pay(20, 1)).events()).hasSize(1);

    assertThat(chain.pool().contains(event.event().hash())).isFalse();
    assertThat(chain.isPending(event.event().hash())).isTrue();
    node.commit(chain.build(draft(genesis, 2, START + 6), true));

    assertThat(node.drops).isEmpty();
    assertThat(chain.isPending(event.event().hash())).isTrue();
  }

  @Test
  @DisplayName("A14: an event is dropped when another with its nonce is final, which is named")
  void theWinnerIsNamed() throws IOException {
    PreparedEvent event = pay(10, 1);
    PreparedEvent rival = pay(20, 1);
    node.commit(rivalOf(event, rival));

    assertThat(node.drops).hasSize(1);
    assertThat(node.drops.get(0).details())
        .containsEntry("winner", Json.of(rival.event().hash().hex()));
    assertThat(chain.isPending(event.event().hash())).isFalse();
  }
}
