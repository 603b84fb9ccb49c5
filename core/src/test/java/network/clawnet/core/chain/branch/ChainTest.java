package network.clawnet.core.chain.branch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.chain.BlockChecker;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.Replay;
import network.clawnet.core.chain.rows.BlockRows;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.codec.Json;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.genesis.GenesisValidator;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.GenesisState;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.port.Store;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.PayRules;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.units.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChainTest {
  private static final long START = 1_000_000;
  private static final long CACHE_BYTES = 1 << 20;

  private final TestActor alice = new TestActor("alice");
  private final TestActor bob = new TestActor("bob");
  private final List<Verdict.Reject> drops = new ArrayList<>();
  private final MemoryStore store = new MemoryStore();
  private LedgerDatabase database;
  private Chain chain;

  @BeforeEach
  void open() throws IOException {
    database = LedgerDatabase.open(store, genesis("test"), CACHE_BYTES);
    chain =
        new Chain(
            LedgerRules.of(genesis("test"), PayRules.book()),
            database.tree(),
            database.reader(),
            startOf(database),
            PoolLimits.DEFAULT,
            new EventFates((event, reason) -> drops.add(reason)));
  }

  private static Chain.Start startOf(LedgerDatabase database) {
    return new Chain.Start(
        database.start().head(),
        database.start().header(),
        database.start().epoch().startBlock().hash());
  }

  private Genesis genesis(String name) {
    TreeMap<Did, Tokens> balances = new TreeMap<>();
    balances.put(alice.did(), new Tokens(1_000));
    return new Genesis(
        "local",
        name,
        START,
        GenesisParams.local(),
        new Genesis.Allocation(balances, Tokens.ZERO),
        List.of(new GenesisValidator(bob.did().key(), bob.did(), new Tokens(1))),
        Optional.empty());
  }

  private PreparedEvent pay(long amount, long nonce, long at) {
    Envelope envelope =
        new Envelope(
            genesis("test").chain(),
            PayRules.TYPE,
            alice.did(),
            START,
            nonce,
            new Tokens(1),
            at == 0 ? PayRules.payload(bob, amount) : PayRules.later(bob, amount, at),
            Hash.ZERO,
            List.of());
    try {
      SignedEvent event = alice.sign(envelope);
      return PreparedEvent.of(event, PayRules.book());
    } catch (EventFault e) {
      throw new AssertionError(e);
    }
  }

  private void admit(PreparedEvent event) {
    Header tip = chain.tipHeader();
    BlockContext next = new BlockContext(tip.height() + 1, tip.tsMs() + 1);
    assertThat(chain.pool().admit(event, next, true).accepted()).isTrue();
  }

  private BlockDraft draft(Header parent, long view, long time) {
    return new BlockDraft(
        genesis("test").chainId(),
        new Slot(0, view, parent.height() + 1, 0),
        parent.hash(),
        time,
        GenesisState.validators(genesis("test")).hash());
  }

  private void prefer(Header parent) {
    chain.prefer(parent.hash(), new BlockContext(parent.height() + 1, parent.tsMs() + 1));
  }

  private void commit(Block... blocks) throws IOException {
    write(chain.commit(List.of(blocks), finalization(blocks[blocks.length - 1])));
  }

  private static Certificate finalization(Block last) {
    return new Certificate(
        Ballot.finalizing(0, last.header().view(), 0, last.hash()), new byte[1], new byte[0]);
  }

  private void write(Chain.Commit commit) throws IOException {
    for (FinalBlock block : commit.blocks()) {
      BlockRows.write(block, commit.batch());
    }
    List<Store.Write> batch = commit.batch();
    batch.add(ChainReader.headWrite(commit.head()));
    store.write(batch, false);
    database.tree().written(commit.state());
    chain.written(commit);
  }

  private long balance(TestActor actor) {
    return Accounts.get(database.tree(), actor.did()).available().value();
  }

  @Test
  void buildsExecutesAndCommitsOneBlock() throws IOException {
    admit(pay(10, 1, 0));

    Block block = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    prefer(block.header());
    commit(block);

    assertThat(block.events()).hasSize(1);
    assertThat(balance(bob)).isEqualTo(10);
    assertThat(chain.head().height()).isEqualTo(1);
    assertThat(chain.pool().size()).isZero();
  }

  private Chain anotherNode() throws IOException {
    LedgerDatabase otherDatabase =
        LedgerDatabase.open(new MemoryStore(), genesis("test"), CACHE_BYTES);
    return new Chain(
        LedgerRules.of(genesis("test"), PayRules.book()),
        otherDatabase.tree(),
        otherDatabase.reader(),
        startOf(otherDatabase),
        PoolLimits.DEFAULT,
        new EventFates((it, reason) -> drops.add(reason)));
  }

  @Test
  void anotherNodeExecutesToTheSameRoots() throws IOException {
    PreparedEvent event = pay(10, 1, 0);
    admit(event);
    Block block = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    Chain other = anotherNode();

    assertThat(other.execute(block, List.of(event))).isEmpty();
    assertThat(other.execute(block, List.of(event))).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithABlockThatCannotBe() throws IOException {
    PreparedEvent event = pay(10, 1, 0);
    admit(event);
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
    assertThat(chain.execute(wrongTime, List.of(pay(2_000, 1, 0))))
        .contains("INSUFFICIENT_BALANCE");
  }

  @Test
  void eventsOfABlockThatLostWaitAgain() throws IOException {
    PreparedEvent event = pay(10, 1, 0);
    admit(event);
    Header genesis = chain.headHeader();
    Block loser = chain.build(draft(genesis, 1, START + 5), false);
    Block winner = chain.build(draft(genesis, 2, START + 6), true);
    prefer(loser.header());
    assertThat(chain.pool().size()).isZero();
    assertThat(chain.isPending(event.event().hash())).isTrue();

    commit(winner);

    assertThat(chain.pool().contains(event.event().hash())).isTrue();
    assertThat(balance(bob)).isZero();
    assertThatThrownBy(() -> chain.build(draft(loser.header(), 3, START + 9), true))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatBuildsOnABlockThatLostWaitsBehindIt() throws IOException {
    PreparedEvent first = pay(10, 1, 0);
    PreparedEvent second = pay(20, 2, 0);
    Header genesis = chain.headHeader();
    admit(first);
    Block loser = chain.build(draft(genesis, 1, START + 5), false);
    Block winner = chain.build(draft(genesis, 2, START + 6), true);
    prefer(loser.header());
    admit(second);

    commit(winner);

    assertThat(drops).isEmpty();
    assertThat(chain.pool().pending().stream().map(it -> it.prepared()))
        .containsExactly(first, second);
  }

  @Test
  void whatBuildsOnABlockThatIsLeftForAnotherWaitsBehindIt() throws IOException {
    PreparedEvent first = pay(10, 1, 0);
    PreparedEvent second = pay(20, 2, 0);
    Header genesis = chain.headHeader();
    admit(first);
    Block left = chain.build(draft(genesis, 1, START + 5), false);
    Block other = chain.build(draft(genesis, 2, START + 6), true);
    prefer(left.header());
    admit(second);

    prefer(other.header());

    assertThat(drops).isEmpty();
    assertThat(chain.pool().pending().stream().map(it -> it.prepared()))
        .containsExactly(first, second);
    assertThat(chain.pool().readyCount()).isEqualTo(2);
  }

  @Test
  void anEventOfABlockThatLostAndOfItsWinnerIsNotCalledDropped() throws IOException {
    PreparedEvent event = pay(10, 1, 0);
    Header genesis = chain.headHeader();
    admit(event);
    Block loser = chain.build(draft(genesis, 1, START + 5), false);
    Block winner = chain.build(draft(genesis, 2, START + 6), false);
    prefer(loser.header());

    commit(winner);

    assertThat(drops).isEmpty();
    assertThat(chain.pool().size()).isZero();
    assertThat(balance(bob)).isEqualTo(10);
  }

  @Test
  void commitsAncestorsOldestFirst() throws IOException {
    admit(pay(1, 1, 0));
    Block first = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    prefer(first.header());
    admit(pay(2, 2, 0));
    Block second = chain.build(draft(first.header(), 2, START + 6), false);
    prefer(second.header());

    commit(first, second);

    assertThat(balance(bob)).isEqualTo(3);
    assertThat(database.reader().block(1).orElseThrow().certificate()).isNull();
    assertThat(database.reader().block(2).orElseThrow().certificate()).isNotNull();
  }

  @Test
  void showsWhatAnAccountHasUnderWay() throws IOException {
    admit(pay(1, 1, 0));
    Block block = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    prefer(block.header());
    admit(pay(2, 2, 0));

    AccountMoment moment = chain.account(alice.did());

    assertThat(moment.settled().available()).isEqualTo(new Tokens(1_000));
    assertThat(moment.pending()).hasSize(2);
    assertThat(moment.nextNonce()).isEqualTo(3);
  }

  @Test
  void runsWhatIsDueOnceEvenAboveTheHead() throws IOException {
    admit(pay(50, 1, START + 100));
    Block scheduled = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    prefer(scheduled.header());
    assertThat(chain.hasDue(START + 99)).isFalse();
    assertThat(chain.hasDue(START + 100)).isTrue();

    Block ran = chain.build(draft(scheduled.header(), 2, START + 100), true);
    prefer(ran.header());
    Block after = chain.build(draft(ran.header(), 3, START + 101), true);
    commit(scheduled, ran, after);

    assertThat(balance(bob)).isEqualTo(50);
    assertThat(chain.hasDue(START + 1_000)).isFalse();
    assertThat(database.reader().receipts(2).orElseThrow()).hasSize(1);
    assertThat(database.reader().receipts(3).orElseThrow()).isEmpty();
  }

  @Test
  void whatRanInAFinalBlockIsNotDueAgainWhileItsRowsAreOnTheirWay() throws IOException {
    admit(pay(50, 1, START + 100));
    Block scheduled = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    prefer(scheduled.header());
    commit(scheduled);
    Block ran = chain.build(draft(scheduled.header(), 2, START + 100), true);
    prefer(ran.header());

    Chain.Commit onItsWay = chain.commit(List.of(ran), finalization(ran));

    assertThat(chain.hasDue(START + 1_000)).isFalse();
    Block after = chain.build(draft(ran.header(), 3, START + 101), true);
    write(onItsWay);
    assertThat(chain.hasDue(START + 1_000)).isFalse();
    prefer(after.header());
    commit(after);
    assertThat(database.reader().receipts(3).orElseThrow()).isEmpty();
    assertThat(balance(bob)).isEqualTo(50);
  }

  @Test
  void reopensAtTheHeadAndReplaysFromBlockZero() throws Exception {
    admit(pay(10, 1, 0));
    Block block = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    prefer(block.header());
    commit(block);

    LedgerDatabase again = LedgerDatabase.open(store, genesis("test"), CACHE_BYTES);

    assertThat(again.start().head().height()).isEqualTo(1);
    assertThat(again.tree().root()).isEqualTo(block.header().outcome().stateRoot());
    try (BlockChecker checker =
        new BlockChecker(genesis("test").chain(), PayRules.book(), Set.of(), 1)) {
      Replay replay =
          new Replay(again.reader(), LedgerRules.of(genesis("test"), PayRules.book()), checker);
      Replay.Result result = replay.run(new MemoryStore(), 1, CACHE_BYTES, height -> {});
      assertThat(result.fault()).isEmpty();
      assertThat(result.events()).isEqualTo(1);
    }
  }

  @Test
  void refusesTheDatabaseOfAnotherNetwork() {
    assertThatThrownBy(() -> LedgerDatabase.open(store, genesis("other"), CACHE_BYTES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("belongs to the network");
  }

  @Test
  void refusesAStateThatIsNotTheHeads() throws IOException {
    admit(pay(10, 1, 0));
    Block block = chain.build(draft(chain.headHeader(), 1, START + 5), false);
    prefer(block.header());
    Certificate certificate =
        new Certificate(Ballot.finalizing(0, 1, 0, block.hash()), new byte[1], new byte[0]);
    Chain.Commit commit = chain.commit(List.of(block), certificate);
    List<Store.Write> withoutState = new ArrayList<>();
    for (FinalBlock each : commit.blocks()) {
      BlockRows.write(each, withoutState);
    }
    withoutState.add(ChainReader.headWrite(commit.head()));
    store.write(withoutState, false);

    assertThatThrownBy(() -> LedgerDatabase.open(store, genesis("test"), CACHE_BYTES))
        .hasMessageContaining("does not have the root");
  }

  /** Has an event wait, and prefers a block of another node with a rival of it. */
  private Block rivalOf(PreparedEvent event, PreparedEvent rival) throws IOException {
    Chain other = anotherNode();
    Header genesis = chain.headHeader();
    assertThat(other.pool().admit(rival, new BlockContext(1, START + 1), true).accepted()).isTrue();
    Block block = other.build(draft(genesis, 1, START + 5), false);
    admit(event);
    assertThat(chain.execute(block, List.of(rival))).isEmpty();
    prefer(block.header());
    return block;
  }

  @Test
  @DisplayName("A14: an event is not called dropped while the block with its rival may lose")
  void anEventIsNotDroppedWhileItsRivalMayLose() throws IOException {
    PreparedEvent event = pay(10, 1, 0);
    Header genesis = chain.headHeader();
    assertThat(rivalOf(event, pay(20, 1, 0)).events()).hasSize(1);

    assertThat(chain.pool().contains(event.event().hash())).isFalse();
    assertThat(chain.isPending(event.event().hash())).isTrue();
    commit(chain.build(draft(genesis, 2, START + 6), true));

    assertThat(drops).isEmpty();
    assertThat(chain.isPending(event.event().hash())).isTrue();
  }

  @Test
  @DisplayName("A14: an event is dropped when another with its nonce is final, which is named")
  void theWinnerIsNamed() throws IOException {
    PreparedEvent event = pay(10, 1, 0);
    PreparedEvent rival = pay(20, 1, 0);
    commit(rivalOf(event, rival));

    assertThat(drops).hasSize(1);
    assertThat(drops.get(0).details()).containsEntry("winner", Json.of(rival.event().hash().hex()));
    assertThat(chain.isPending(event.event().hash())).isFalse();
  }
}
