package network.clawnet.core.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.rows.BlockRows;
import network.clawnet.core.chain.rows.ChainFamilies;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.chain.rows.Head;
import network.clawnet.core.chain.rows.StoredBlock;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.ledger.GenesisState;
import network.clawnet.core.port.Store;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.tree.StateTree;
import network.clawnet.core.tree.TreeDelta;

/**
 * An opened ledger database: checked against the genesis document and against itself.
 *
 * @param start where the node goes on from
 */
public record LedgerDatabase(Store store, StateTree tree, ChainReader reader, ChainStart start) {
  /** Family of the state tree. */
  public static final Store.Family STATE = new Store.Family("tree");

  /** Returns all families that the store must be opened with. */
  public static List<Store.Family> families() {
    List<Store.Family> out = new ArrayList<>(ChainFamilies.all());
    out.add(STATE);
    return out;
  }

  /**
   * Opens a ledger, or begins it with block 0 if the store is empty.
   *
   * @param cacheBytes bound of the state's bucket cache
   * @throws IOException if the store is damaged or belongs to another network; nothing was changed
   */
  public static LedgerDatabase open(Store store, Genesis genesis, long cacheBytes)
      throws IOException {
    StateTree tree = StateTree.open(store, STATE, cacheBytes, LedgerDatabase::sideBySide);
    ChainReader reader = new ChainReader(store, genesis.params().block().maxBytes());
    Optional<Head> head = reader.head();
    if (head.isEmpty()) {
      begin(store, tree, genesis);
    }
    Head found = reader.head().orElseThrow(() -> new IOException("block 0 was not written"));
    return new LedgerDatabase(store, tree, reader, start(found, tree, reader, genesis));
  }

  private static void sideBySide(Runnable one, Runnable other) {
    CompletableFuture<Void> beside = CompletableFuture.runAsync(other);
    try {
      one.run();
    } finally {
      await(beside);
    }
  }

  private static void await(CompletableFuture<Void> part) {
    try {
      part.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : e;
    }
  }

  private static void begin(Store store, StateTree tree, Genesis genesis) throws IOException {
    TreeDelta state = tree.update(null, GenesisState.changes(genesis));
    Header header = GenesisState.header(genesis, state.root());
    Block block = new Block(header, List.of());
    Executed executed =
        new Executed(
            List.of(),
            List.of(),
            GenesisState.changes(genesis),
            false,
            GenesisState.validators(genesis));
    List<Store.Write> batch = new ArrayList<>();
    tree.commit(state, batch);
    BlockRows.write(new FinalBlock(block, null, executed), batch);
    batch.add(ChainReader.headWrite(new Head(genesis.chainId(), 0, block.hash(), 0, 0)));
    store.write(batch, false);
    tree.written(state);
    store.flush();
  }

  private static ChainStart start(Head head, StateTree tree, ChainReader reader, Genesis genesis)
      throws IOException {
    if (!head.chainId().equals(genesis.chainId())) {
      throw new IOException(
          "this ledger database belongs to the network "
              + head.chainId().shortHex()
              + ", the genesis document to "
              + genesis.chainId().shortHex()
              + ": use another data directory or the other genesis document");
    }
    StoredBlock stored =
        reader
            .block(head.height())
            .orElseThrow(() -> damaged("block " + head.height() + " is missing"));
    Header header = stored.header();
    if (!header.hash().equals(head.hash())) {
      throw damaged("block " + head.height() + " is not the one that the head names");
    }
    if (!header.outcome().stateRoot().equals(tree.root())) {
      throw damaged("the state does not have the root of block " + head.height());
    }
    EpochRecord epoch = EpochRecord.get(tree);
    StoredBlock epochStart =
        reader
            .epochStart(epoch.epoch())
            .orElseThrow(() -> damaged("the start of epoch " + epoch.epoch() + " is missing"));
    return new ChainStart(
        head,
        header,
        stored.certificate(),
        new EpochStart(
            epoch.epoch(), epoch.current(), epochStart.header(), epochStart.certificate()));
  }

  private static IOException damaged(String what) {
    return new IOException(
        "the ledger database is damaged: "
            + what
            + ". Move the ledger directory away and let the node make it again from the journal,"
            + " a backup or other nodes");
  }
}
