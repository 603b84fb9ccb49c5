package network.clawnet.core.chain.branch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Slot;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.rows.BlockRows;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.codec.Json;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.ledger.GenesisState;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.ledger.Receipt;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.port.Store;
import network.clawnet.core.testing.LedgerFixture;
import network.clawnet.core.testing.MemoryStore;
import network.clawnet.core.testing.PayRules;
import network.clawnet.core.testing.TestActor;
import network.clawnet.core.tree.TreeDelta;
import network.clawnet.core.units.Tokens;

/** A node's chain over a database in memory, on which Alice pays Bob. */
final class ChainFixture {
  static final TestActor ALICE = new TestActor("alice");
  static final TestActor BOB = new TestActor("bob");
  static final long START = LedgerFixture.START;
  static final long CACHE_BYTES = 1 << 20;

  /** Time of what is paid at once. */
  static final long NOW = 0;

  private static final long MONEY = 1_000;
  private static final Tokens FEE = new Tokens(1);

  final List<Verdict.Reject> drops = new ArrayList<>();
  final EventFates fates = new EventFates((event, reason) -> drops.add(reason));
  final MemoryStore store = new MemoryStore();
  final LedgerDatabase database;
  final Chain chain;

  ChainFixture() throws IOException {
    database = LedgerDatabase.open(store, genesis(), CACHE_BYTES);
    chain =
        new Chain(
            rules(),
            database.tree(),
            database.reader(),
            new Chain.Start(
                database.start().head(),
                database.start().header(),
                database.start().epoch().startBlock().hash()),
            PoolLimits.DEFAULT,
            fates);
  }

  static Genesis genesis() {
    return genesis(MONEY);
  }

  /** Returns a network of its own for each amount that Alice may begin with. */
  static Genesis genesis(long money) {
    TreeMap<Did, Tokens> balances = new TreeMap<>();
    balances.put(ALICE.did(), new Tokens(money));
    return LedgerFixture.genesis(balances);
  }

  static LedgerRules rules() {
    return LedgerRules.of(genesis(), PayRules.book());
  }

  /**
   * Returns a payment to Bob.
   *
   * @param at epoch milliseconds, or {@link #NOW}
   */
  static PreparedEvent pay(long amount, long nonce, long at) {
    Json.Obj payload = at == NOW ? PayRules.payload(BOB, amount) : PayRules.later(BOB, amount, at);
    Envelope envelope = PayRules.envelope(genesis().chain(), ALICE, START, nonce, payload);
    try {
      return PreparedEvent.of(ALICE.sign(envelope), PayRules.book());
    } catch (EventFault e) {
      throw new AssertionError(e);
    }
  }

  static PreparedEvent pay(long amount, long nonce) {
    return pay(amount, nonce, NOW);
  }

  /** Returns where a block upon that one would be made, a moment later. */
  static BlockContext after(Header parent) {
    return new BlockContext(parent.height() + 1, parent.tsMs() + 1);
  }

  static BlockDraft draft(Header parent, long view, long time) {
    return new BlockDraft(
        genesis().chainId(),
        new Slot(0, view, parent.height() + 1, 0),
        parent.hash(),
        time,
        GenesisState.validators(genesis()).hash());
  }

  static Certificate certificate(Block block) {
    return new Certificate(
        Ballot.finalizing(0, block.header().view(), 0, block.hash()), new byte[1], new byte[0]);
  }

  /** Offers the pool an event that it must take. */
  void admit(PreparedEvent event) {
    Verdict verdict = chain.pool().admit(event, after(chain.tipHeader()), true);
    if (!verdict.accepted()) {
      throw new AssertionError(verdict);
    }
  }

  void prefer(Header parent) {
    chain.prefer(parent.hash(), after(parent));
  }

  /** Returns a block upon the head with events that nobody has asked whether they fit. */
  Branch holding(PreparedEvent... events) {
    List<Receipt> receipts =
        Stream.of(events)
            .map(it -> new Receipt(it.event().hash(), Receipt.Origin.EVENT, FEE, List.of()))
            .toList();
    Executed executed =
        new Executed(
            List.of(events), receipts, List.of(), false, GenesisState.validators(genesis()));
    TreeDelta state = database.tree().update(null, executed.changes());
    List<byte[]> body = executed.body();
    Header header =
        draft(chain.headHeader(), 1, START + 1)
            .complete(BodyDigest.of(body), executed.outcome(state.root()));
    return new Branch(new Block(header, body), executed, state);
  }

  /** Makes blocks final and writes all of them but their state. */
  Chain.Commit settle(Block... blocks) throws IOException {
    Chain.Commit commit = chain.commit(List.of(blocks), certificate(blocks[blocks.length - 1]));
    writeRows(commit);
    return commit;
  }

  private void writeRows(Chain.Commit commit) throws IOException {
    List<Store.Write> rows = new ArrayList<>();
    for (FinalBlock block : commit.blocks()) {
      BlockRows.write(block, rows);
    }
    rows.add(ChainReader.headWrite(commit.head()));
    store.write(rows, false);
  }

  /** Makes blocks final and writes them. */
  void commit(Block... blocks) throws IOException {
    write(chain.commit(List.of(blocks), certificate(blocks[blocks.length - 1])));
  }

  /** Writes blocks that are final. */
  void write(Chain.Commit commit) throws IOException {
    writeRows(commit);
    store.write(commit.batch(), false);
    database.tree().written(commit.state());
    chain.written(commit);
  }

  long balance(TestActor actor) {
    return Accounts.get(database.tree(), actor.did()).available().value();
  }
}
