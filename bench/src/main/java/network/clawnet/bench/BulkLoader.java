package network.clawnet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.bench.load.Population;
import network.clawnet.core.account.Account;
import network.clawnet.core.account.Accounts;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BodyDigest;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.MerkleRoot;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.block.Slot;
import network.clawnet.core.chain.ChainStart;
import network.clawnet.core.chain.LedgerDatabase;
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
import network.clawnet.core.event.Changes;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisCodec;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.port.Store;
import network.clawnet.core.store.rocksdb.RocksProfile;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.tree.StateTree;
import network.clawnet.core.tree.TreeDelta;
import network.clawnet.core.units.Tokens;
import network.clawnet.wallet.keystore.NodeKeys;

/**
 * Gives a stopped, fresh node millions of funded accounts: one block without events, signed by the
 * node's own key, whose state appears from nowhere. The node goes on from it as from any head;
 * {@code clawnet verify} rightly refuses that block, so such a home is for measuring only. A file
 * in it says so.
 */
final class BulkLoader {
  private static final int CHUNK = 100_000;
  private static final long CACHE_BYTES = 64L << 20;

  private final LedgerDatabase database;
  private final Genesis genesis;
  private final Population population;

  private BulkLoader(LedgerDatabase database, Genesis genesis, Population population) {
    this.database = database;
    this.genesis = genesis;
    this.population = population;
  }

  /** Fills the home {@code args[0]} with {@code args[1]} accounts. */
  static void start(String[] args) throws Exception {
    NodeHome home = new NodeHome(Path.of(args[0]));
    Genesis genesis = GenesisCodec.decode(Files.readAllBytes(home.genesis()));
    Files.writeString(
        home.root().resolve("BENCH-ONLY"),
        "Block 1 of this ledger was made by bin/bench and has no events behind it.\n");
    try (RocksStore store =
            RocksStore.open(
                home.data().resolve("ledger"),
                RocksProfile.ledger(LedgerDatabase.STATE),
                LedgerDatabase.families());
        NodeKeys keys =
            NodeKeys.openOrCreate(
                home.nodeKeys(), home.nodeSecret(), null, new SecureRandom()::nextBytes)) {
      LedgerDatabase database = LedgerDatabase.open(store, genesis, CACHE_BYTES);
      if (database.start().head().height() != 0) {
        throw new IOException("this ledger has blocks already");
      }
      new BulkLoader(database, genesis, new Population(Integer.parseInt(args[1]))).run(keys);
    }
  }

  private void run(NodeKeys keys) throws IOException {
    Did bank = genesis.faucet().orElseThrow().account();
    Tokens funds = Accounts.get(database.tree(), bank).available();
    Tokens each = new Tokens(funds.value() / 10 * 9 / population.accounts());
    for (int from = 0; from < population.accounts(); from += CHUNK) {
      int to = Math.min(from + CHUNK, population.accounts());
      Changes changes = new Changes(database.tree());
      for (int i = from; i < to; i++) {
        Account account = Account.EMPTY.withAvailable(each);
        Accounts.put(changes, population.did(i), account);
      }
      Accounts.debit(changes, bank, new Tokens(each.value() * (to - from)));
      commit(changes);
    }
    close(keys);
  }

  private void commit(Changes changes) throws IOException {
    StateTree tree = database.tree();
    TreeDelta delta = tree.update(null, changes.changes().values());
    List<Store.Write> batch = new ArrayList<>();
    tree.commit(delta, batch);
    database.store().write(batch, false);
    tree.written(delta);
  }

  /** Writes the block that stands for all of it. */
  private void close(NodeKeys keys) throws IOException {
    ChainStart start = database.start();
    ValidatorSet set = start.epoch().validators();
    Slot slot = new Slot(start.head().epoch(), 1, 1, 0);
    Hash root = database.tree().root();
    Header header =
        new Header(
            genesis.chainId(),
            slot,
            start.head().hash(),
            start.header().tsMs() + 1,
            set.hash(),
            BodyDigest.of(List.of()),
            new Outcome(false, MerkleRoot.of(List.of()), root, set.hash()));
    Block block = new Block(header, List.of());
    Ballot ballot = Ballot.finalizing(slot.epoch(), slot.view(), 0, block.hash());
    byte[] signature = keys.consensus().sign(ballot.signedBytes(genesis.chainId()));
    Certificate certificate =
        Certificate.of(ballot, List.of(new Vote(ballot, 0, signature)), set.size());
    Executed executed = new Executed(List.of(), List.of(), List.of(), false, set);
    List<Store.Write> batch = new ArrayList<>();
    BlockRows.write(new FinalBlock(block, certificate, executed), batch);
    batch.add(
        ChainReader.headWrite(
            new Head(genesis.chainId(), 1, block.hash(), slot.epoch(), slot.view())));
    database.store().write(batch, true);
  }
}
