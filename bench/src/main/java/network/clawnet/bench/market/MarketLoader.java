package network.clawnet.bench.market;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.bench.load.Population;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Slot;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.rows.BlockIndexer;
import network.clawnet.core.chain.rows.BlockRows;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.chain.rows.Head;
import network.clawnet.core.config.NodeHome;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.DueRules;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.EventCodec;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.Rules;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisCodec;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.ledger.Execution;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.port.Store;
import network.clawnet.core.store.rocksdb.RocksProfile;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.tree.StateTree;
import network.clawnet.core.tree.TreeDelta;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.query.market.MarketIndexer;
import network.clawnet.daemon.search.ListingChanges;
import network.clawnet.market.MarketModule;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.wallet.WalletModule;
import network.clawnet.wallet.keystore.NodeKeys;

/**
 * Gives a stopped node a catalogue: blocks of publications that are executed by the rules and
 * indexed like any, but whose signatures are empty, because a million of them would take minutes.
 * {@code clawnet verify} rightly refuses them. The accounts are there already.
 */
public final class MarketLoader {
  private static final int EVENTS_PER_BLOCK = 1_000;
  private static final int SIGNATURE_BYTES = 64;
  private static final Tokens FEE = new Tokens(1);

  private final Genesis genesis;
  private final LedgerDatabase database;
  private final LedgerRules rules;
  private final List<BlockIndexer> indexers;
  private final List<Did> sellers = new ArrayList<>();
  private final NodeKeys keys;
  private Header last;

  private MarketLoader(Genesis genesis, LedgerDatabase database, NodeKeys keys) throws IOException {
    this.genesis = genesis;
    this.database = database;
    this.keys = keys;
    this.rules = LedgerRules.of(genesis, book(genesis));
    this.indexers =
        List.of(
            new MarketIndexer(database.tree(), database.store()),
            ListingChanges.open(database.store(), 0));
    this.last = database.start().header();
    Population population = new Population(Catalogue.SELLERS);
    for (int i = 0; i < Catalogue.SELLERS; i++) {
      sellers.add(population.did(i));
    }
  }

  private static RuleBook book(Genesis genesis) {
    MarketParams params = MarketParams.of(genesis.params().market());
    List<Rules<?>> rules = new ArrayList<>(WalletModule.rules(FeeSchedule.DEFAULT));
    rules.addAll(MarketModule.rules(params));
    List<DueRules> due = new ArrayList<>(WalletModule.dueRules());
    due.addAll(MarketModule.dueRules(params));
    return new RuleBook(rules, due);
  }

  /** Adds the first {@code args[1]} listings of the catalogue to the home {@code args[0]}. */
  public static void start(String[] args) throws Exception {
    NodeHome home = new NodeHome(Path.of(args[0]));
    Genesis genesis = GenesisCodec.decode(Files.readAllBytes(home.genesis()));
    List<Store.Family> families = new ArrayList<>(LedgerDatabase.families());
    families.addAll(MarketIndexer.families());
    families.addAll(ListingChanges.families());
    try (RocksStore store =
            RocksStore.open(
                home.data().resolve("ledger"),
                RocksProfile.ledger(LedgerDatabase.STATE),
                families);
        NodeKeys keys =
            NodeKeys.openOrCreate(
                home.nodeKeys(), home.nodeSecret(), null, new SecureRandom()::nextBytes)) {
      LedgerDatabase database = LedgerDatabase.open(store, genesis, StateTree.DEFAULT_CACHE_BYTES);
      new MarketLoader(genesis, database, keys).run(Integer.parseInt(args[1]));
      store.flush();
    }
  }

  private void run(int listings) throws IOException {
    for (int from = 0; from < listings; from += EVENTS_PER_BLOCK) {
      int to = Math.min(listings, from + EVENTS_PER_BLOCK);
      block(from, to, to == listings);
    }
  }

  private void block(int from, int to, boolean isLast) throws IOException {
    long time = last.tsMs() + 1;
    Execution execution =
        new Execution(rules, new BlockContext(last.height() + 1, time), database.tree(), List.of());
    for (int i = from; i < to; i++) {
      Verdict verdict = execution.offer(event(i));
      if (!verdict.accepted()) {
        throw new IOException("listing " + i + " was refused: " + verdict);
      }
    }
    commit(execution.finish(), time, isLast);
  }

  private PreparedEvent event(int number) throws IOException {
    Catalogue.Publication publication = Catalogue.of(number);
    Envelope envelope =
        new Envelope(
            genesis.chain(),
            publication.type(),
            sellers.get(number % Catalogue.SELLERS),
            last.tsMs(),
            number / Catalogue.SELLERS + 1,
            FEE,
            publication.payload(),
            Hash.ZERO,
            List.of());
    try {
      return PreparedEvent.of(
          EventCodec.sign(envelope, it -> new byte[SIGNATURE_BYTES]), rules.book());
    } catch (EventFault e) {
      throw new IOException(e);
    }
  }

  private void commit(Executed executed, long time, boolean isLast) throws IOException {
    List<Store.Write> batch = new ArrayList<>();
    TreeDelta state = database.tree().update(null, executed.changes());
    database.tree().commit(state, batch);
    BlockDraft draft =
        new BlockDraft(
            genesis.chainId(),
            new Slot(last.epoch(), last.height() + 1, last.height() + 1, 0),
            last.hash(),
            time,
            last.validatorsHash());
    Header header = draft.complete(BodyDigest.of(executed.body()), executed.outcome(state.root()));
    Block made = new Block(header, executed.body());
    FinalBlock block = new FinalBlock(made, isLast ? certify(made) : null, executed);
    BlockRows.write(block, batch);
    indexers.forEach(it -> it.index(block, batch));
    batch.add(
        ChainReader.headWrite(
            new Head(
                genesis.chainId(), header.height(), header.hash(), header.epoch(), header.view())));
    database.store().write(batch, false);
    database.tree().written(state);
    last = header;
  }

  private Certificate certify(Block block) {
    ValidatorSet set = database.start().epoch().validators();
    Slot slot = block.header().slot();
    Ballot ballot = Ballot.finalizing(slot.epoch(), slot.view(), 0, block.hash());
    byte[] signature = keys.consensus().sign(ballot.signedBytes(genesis.chainId()));
    return Certificate.of(ballot, List.of(new Vote(ballot, 0, signature)), set.size());
  }
}
