package network.clawnet.daemon.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.port.Store;
import network.clawnet.core.store.rocksdb.RocksProfile;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.tree.StateTree;
import network.clawnet.daemon.join.JoinFiles;
import network.clawnet.daemon.join.Snapshots;
import network.clawnet.daemon.process.StartException;
import network.clawnet.daemon.query.QueryIndexer;
import network.clawnet.daemon.query.market.MarketIndexer;
import network.clawnet.daemon.query.market.MarketRebuild;
import network.clawnet.daemon.search.ListingChanges;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a full node has of the ledger on its disk. Opened and closed by the starting thread; owns
 * the database, not the journal, which consensus closes.
 */
record LedgerFiles(
    RocksStore store,
    LedgerDatabase database,
    Snapshots snapshots,
    ListingChanges changes,
    ConsensusJournal journal)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerFiles.class);

  /**
   * Opens them, or begins them. Takes in the ledger that a snapshot has become first, and makes the
   * rows of the markets last.
   *
   * @throws IOException if something is damaged, or belongs to another network
   * @throws StartException if the journal is damaged
   */
  static LedgerFiles open(LedgerRuntime.Settings settings) throws IOException, StartException {
    Path directory = settings.directory().resolve("ledger");
    if (JoinFiles.takeIn(settings.directory(), directory)) {
      LOG.info("the ledger of a snapshot was taken in");
    }
    Files.createDirectories(directory);
    RocksStore store =
        RocksStore.open(directory, RocksProfile.ledger(LedgerDatabase.STATE), families());
    try {
      return open(settings, store);
    } catch (IOException | StartException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static LedgerFiles open(LedgerRuntime.Settings settings, RocksStore store)
      throws IOException, StartException {
    LedgerDatabase database =
        LedgerDatabase.open(store, settings.genesis(), StateTree.DEFAULT_CACHE_BYTES);
    Snapshots snapshots =
        Snapshots.open(
            new Snapshots.Settings(
                settings.directory(),
                settings.genesis(),
                settings.history(),
                settings.consensusKey().publicKey(),
                settings.clock().millis(),
                families(),
                QueryIndexer::fromState),
            store,
            database);
    MarketRebuild.run(database);
    ConsensusJournal journal =
        ConsensusJournal.open(
            settings.directory().resolve("journal"),
            settings.consensusKey().publicKey(),
            settings.keyIsNew(),
            settings.clock().millis());
    ListingChanges changes = ListingChanges.open(store, database.start().head().height());
    return new LedgerFiles(store, database, snapshots, changes, journal);
  }

  /** Returns every family of the ledger database, those of the indexes included. */
  static List<Store.Family> families() {
    List<Store.Family> out = new ArrayList<>(LedgerDatabase.families());
    out.addAll(QueryIndexer.families());
    out.addAll(MarketIndexer.families());
    out.addAll(ListingChanges.families());
    return out;
  }

  /**
   * Compares every block of every table file with its checksum.
   *
   * @throws IOException naming the first damaged file
   */
  void verify() throws IOException {
    store.verifyChecksums();
  }

  /** Writes out what the database still holds in memory. */
  @Override
  public void close() throws IOException {
    store.close();
  }
}
