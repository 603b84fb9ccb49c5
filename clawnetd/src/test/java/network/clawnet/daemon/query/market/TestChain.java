package network.clawnet.daemon.query.market;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Slot;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.rows.BlockRows;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.chain.rows.Head;
import network.clawnet.core.codec.Json;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.DueRules;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.SignedEvent;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.ledger.Execution;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.port.Store;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.tree.TreeDelta;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.search.ListingChanges;
import network.clawnet.market.MarketModule;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.wallet.WalletModule;
import org.jspecify.annotations.Nullable;

/** Final blocks in a real ledger database in memory, listed by the indexer under test. */
final class TestChain {
  static final TestActor SELLER = new TestActor("seller");
  static final TestActor BUYER = new TestActor("buyer");

  private final Genesis genesis = LedgerFixture.genesis(balances());
  private final LedgerRules rules = LedgerRules.of(genesis, book());
  private final LedgerDatabase database;
  private final MarketIndexer indexer;
  private final ListingChanges changes;
  private final List<SignedEvent> waiting = new ArrayList<>();
  private Header last;
  private @Nullable FinalBlock lastBlock;

  TestChain() throws IOException {
    database = LedgerDatabase.open(new MemoryStore(), genesis, 1 << 20);
    last = database.start().header();
    MarketRebuild.run(database);
    indexer = new MarketIndexer(database.tree(), database.store());
    changes = ListingChanges.open(database.store(), 0);
  }

  private static SortedMap<Did, Tokens> balances() {
    TreeMap<Did, Tokens> balances = new TreeMap<>();
    balances.put(SELLER.did(), new Tokens(10_000));
    balances.put(BUYER.did(), new Tokens(10_000));
    return balances;
  }

  private static RuleBook book() {
    List<Rules<?>> rules = new ArrayList<>(WalletModule.rules(FeeSchedule.DEFAULT));
    rules.addAll(MarketModule.rules(MarketParams.DEFAULT));
    List<DueRules> due = new ArrayList<>(WalletModule.dueRules());
    due.addAll(MarketModule.dueRules(MarketParams.DEFAULT));
    return new RuleBook(rules, due);
  }

  LedgerDatabase database() {
    return database;
  }

  LedgerRules rules() {
    return rules;
  }

  Genesis genesis() {
    return genesis;
  }

  /** Returns what remembers the listings that blocks change. */
  ListingChanges changes() {
    return changes;
  }

  long height() {
    return last.height();
  }

  /** Returns the block that was made last. */
  FinalBlock lastBlock() {
    return Objects.requireNonNull(lastBlock);
  }

  long time() {
    return last.tsMs();
  }

  /** Opens the same database as after a restart. */
  LedgerDatabase reopened() throws IOException {
    return LedgerDatabase.open(database.store(), genesis, 1 << 20);
  }

  /** Puts an event into the next block and returns its hash. */
  Hash add(TestActor issuer, String type, Json.Obj payload) {
    long earlier = waiting.stream().filter(it -> it.issuer().equals(issuer.did())).count();
    SignedEvent event =
        issuer.sign(
            new Envelope(
                genesis.chain(),
                type,
                issuer.did(),
                last.tsMs(),
                Accounts.get(database.tree(), issuer.did()).nonce() + earlier + 1,
                Tokens.ZERO,
                payload,
                Hash.ZERO,
                List.of()));
    waiting.add(event);
    return event.hash();
  }

  /** Makes a block of one event and returns its hash. */
  Hash make(TestActor issuer, String type, Json.Obj payload) throws IOException {
    Hash hash = add(issuer, type, payload);
    block(1);
    return hash;
  }

  /** Makes a block of what waits, so many milliseconds after the last. */
  void block(long millis) throws IOException {
    long time = last.tsMs() + millis;
    Execution execution =
        new Execution(rules, new BlockContext(last.height() + 1, time), database.tree(), due(time));
    for (SignedEvent event : waiting) {
      Verdict verdict = execution.offer(prepared(event));
      if (!verdict.accepted()) {
        throw new AssertionError(event + ": " + verdict);
      }
    }
    waiting.clear();
    commit(execution.finish(), time);
  }

  private PreparedEvent prepared(SignedEvent event) {
    try {
      return PreparedEvent.of(event, rules.book());
    } catch (EventFault e) {
      throw new AssertionError(event.text(), e);
    }
  }

  private List<DueEntry> due(long time) throws IOException {
    List<DueEntry> due = new ArrayList<>();
    for (DueRules one : MarketModule.dueRules(MarketParams.DEFAULT)) {
      due.addAll(database.reader().due(one.dueClass(), time, Execution.MAX_DUE));
    }
    return due;
  }

  private void commit(Executed executed, long time) throws IOException {
    List<Store.Write> batch = new ArrayList<>();
    TreeDelta state = database.tree().update(null, executed.changes());
    database.tree().commit(state, batch);
    BlockDraft draft =
        new BlockDraft(
            genesis.chainId(),
            new Slot(0, last.height() + 1, last.height() + 1, 0),
            last.hash(),
            time,
            last.validatorsHash());
    Header header = draft.complete(BodyDigest.of(executed.body()), executed.outcome(state.root()));
    FinalBlock block = new FinalBlock(new Block(header, executed.body()), null, executed);
    BlockRows.write(block, batch);
    indexer.index(block, batch);
    changes.index(block, batch);
    batch.add(
        ChainReader.headWrite(
            new Head(genesis.chainId(), header.height(), header.hash(), 0, header.view())));
    database.store().write(batch, false);
    database.tree().written(state);
    last = header;
    lastBlock = block;
    changes.onFinal(block);
  }
}
