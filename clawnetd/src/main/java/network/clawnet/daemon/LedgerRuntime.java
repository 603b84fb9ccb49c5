package network.clawnet.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import network.clawnet.core.chain.BlockChecker;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.chain.LedgerSettings;
import network.clawnet.core.config.NodeSection;
import network.clawnet.core.consensus.channel.ChannelSettings;
import network.clawnet.core.consensus.channel.ConsensusPort;
import network.clawnet.core.consensus.channel.ThreadLoop;
import network.clawnet.core.consensus.channel.ValidatorChannels;
import network.clawnet.core.consensus.driver.ConsensusDriver;
import network.clawnet.core.consensus.driver.DriverEvents;
import network.clawnet.core.consensus.epoch.ConsensusCore;
import network.clawnet.core.consensus.step.ConsensusConfig;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.consensus.step.StartState;
import network.clawnet.core.consensus.step.Timing;
import network.clawnet.core.consensus.vote.VoteSigner;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.UnknownRules;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerControl;
import network.clawnet.core.port.Store;
import network.clawnet.core.store.rocksdb.RocksProfile;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.tree.StateTree;
import network.clawnet.daemon.app.NodeStatus;
import network.clawnet.daemon.app.market.MarketCases;
import network.clawnet.daemon.feed.LedgerFeed;
import network.clawnet.daemon.join.JoinFiles;
import network.clawnet.daemon.join.Snapshots;
import network.clawnet.daemon.query.QueryIndexer;
import network.clawnet.daemon.query.market.AgreementQueries;
import network.clawnet.daemon.query.market.DealQueries;
import network.clawnet.daemon.query.market.ListingEntries;
import network.clawnet.daemon.query.market.MarketIndexer;
import network.clawnet.daemon.query.market.MarketQueries;
import network.clawnet.daemon.query.market.MarketRebuild;
import network.clawnet.daemon.query.market.Moment;
import network.clawnet.daemon.query.market.StandingQueries;
import network.clawnet.daemon.search.ListingChanges;
import network.clawnet.daemon.search.ListingSearch;
import network.clawnet.daemon.sync.NodeSync;
import network.clawnet.daemon.validator.ChannelLog;
import network.clawnet.daemon.validator.EpochWatch;
import network.clawnet.daemon.validator.QuarantineLog;
import network.clawnet.daemon.validator.ValidatorRoster;
import network.clawnet.market.kernel.MarketParams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replicated part of the node: database, journal, ledger and consensus, with the threads that
 * own them. Opened and closed by the starting thread.
 */
final class LedgerRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerRuntime.class);

  /** Final blocks that may wait to be written before this node stops proposing. */
  private static final int MAX_UNCOMMITTED = 4;

  private static final int VERIFY_THREADS = 2;
  private static final long REPLAY_POLL_NANOS = 2_000_000;

  private final LedgerRules rules;
  private final RocksStore store;
  private final LedgerDatabase database;
  private final BlockChecker checker;
  private final LedgerService service;
  private final ConsensusDriver driver;
  private final ValidatorChannels channels;
  private final ValidatorRoster roster;
  private final NodeSync sync;
  private final Snapshots snapshots;
  private final ListingChanges changes;
  private final Genesis genesis;
  private final DriverEvents events;
  private final EpochWatch epochs;
  private final InstantSource clock;
  private final StartState startState;
  private final FinalTail tail;
  private final List<String> repairs;

  private static void requireKnownRules(LedgerRules rules, long height) throws StartException {
    try {
      var unused = rules.at(height + 1, 0);
    } catch (UnknownRules e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  /** What the runtime is opened with. */
  record Settings(
      Path directory,
      Genesis genesis,
      LedgerRules rules,
      NodeSection history,
      SigningKey consensusKey,
      boolean keyIsNew,
      Entropy entropy,
      InstantSource clock) {}

  private volatile boolean closing;

  private LedgerRuntime(
      Settings settings,
      RocksStore store,
      LedgerDatabase database,
      ConsensusJournal journal,
      Snapshots snapshots,
      FinalityListener listener,
      DriverEvents events)
      throws IOException, StartException {
    requireKnownRules(settings.rules(), database.start().head().height());
    boolean alone = settings.genesis().validators().size() == 1;
    this.tail = FinalTail.of(journal.records(), database.start().head(), alone);
    this.rules = settings.rules();
    this.genesis = settings.genesis();
    this.events = events;
    this.store = store;
    this.snapshots = snapshots;
    this.database = database;
    this.changes = ListingChanges.open(store, database.start().head().height());
    this.repairs = journal.repairs();
    this.checker =
        new BlockChecker(
            settings.genesis().chain(),
            rules.book(),
            VotedBlocks.of(journal.records()),
            VERIFY_THREADS);
    this.clock = settings.clock();
    this.roster = new ValidatorRoster(settings.consensusKey().publicKey());
    this.channels = channels(settings, events);
    this.sync = new NodeSync(listener, channels, channels::connected);
    this.epochs = new EpochWatch(sync, database.tree(), roster, channels);
    this.service =
        new LedgerService(
            new LedgerService.Parts(database, checker, epochs, clock, events::failed),
            new LedgerSettings(
                rules,
                PoolLimits.DEFAULT,
                List.of(
                    new QueryIndexer(database.tree()),
                    new MarketIndexer(database.tree(), database.store()),
                    changes)));
    this.driver =
        new ConsensusDriver(
            new ConsensusCore(config(settings), signer(settings.consensusKey()), Ed25519::verify),
            journal.journal(),
            new ConsensusDriver.Ports(
                service, sync.port(), alone ? events : new QuarantineLog(events)),
            settings.clock());
    this.startState =
        new StartState(
            database.start().epoch(), database.start().finalPoint(), journal.records(), true);
  }

  /** Opens everything; nothing runs before {@link #start}. */
  static LedgerRuntime open(Settings settings, FinalityListener listener, DriverEvents events)
      throws IOException, StartException {
    Path directory = settings.directory().resolve("ledger");
    if (JoinFiles.takeIn(settings.directory(), directory)) {
      LOG.info("the ledger of a snapshot was taken in");
    }
    Files.createDirectories(directory);
    RocksStore store =
        RocksStore.open(directory, RocksProfile.ledger(LedgerDatabase.STATE), families());
    try {
      LedgerDatabase database =
          LedgerDatabase.open(store, settings.genesis(), StateTree.DEFAULT_CACHE_BYTES);
      Snapshots snapshots =
          Snapshots.open(
              new Snapshots.Settings(
                  settings.directory(),
                  settings.genesis(),
                  settings.history(),
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
      return new LedgerRuntime(settings, store, database, journal, snapshots, listener, events);
    } catch (IOException | StartException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  static List<Store.Family> families() {
    List<Store.Family> out = new ArrayList<>(LedgerDatabase.families());
    out.addAll(QueryIndexer.families());
    out.addAll(MarketIndexer.families());
    out.addAll(ListingChanges.families());
    return out;
  }

  /**
   * Starts consensus, block sync and the relay of events over a running network.
   *
   * @param ahead told of validators that claim to be ahead by more than their messages repair
   * @param restart starts the node anew with the ledger that a snapshot has become
   */
  void start(Network network, PeerControl control, AheadListener ahead, Runnable restart) {
    sync.start(
        new NodeSync.Node(genesis, roster.own(), database, service, driver),
        new NodeSync.Others(network, control, channels::peers),
        new NodeSync.History(snapshots.parts(), snapshots.pruner(), restart),
        clock,
        events);
    service.connect(driver::offer, head -> driver.truncateJournal(head.epoch(), head.finalView()));
    epochs.look();
    channels.start(network, new Inbox(driver, ahead));
    driver.start(startState);
  }

  /** Passes on what validators say. */
  private record Inbox(ConsensusDriver driver, AheadListener listener) implements ConsensusPort {
    @Override
    public boolean received(Input.Received message) {
      return driver.offerMessage(message);
    }

    @Override
    public void ahead(PublicKey validator, PeerId peer, long epoch, long height) {
      listener.ahead(peer, epoch, height);
    }
  }

  /** Hears of validators that claim to be ahead. Returns soon. */
  @FunctionalInterface
  interface AheadListener {
    void ahead(PeerId peer, long epoch, long height);
  }

  /**
   * Waits until the database has every block that the journal calls final. Before that, the ledger
   * is younger than what clients were told, and own events do not follow upon it.
   *
   * @param fault what has stopped the ledger, if something has
   */
  void awaitReplay(Supplier<Optional<String>> fault) throws StartException {
    while (service.readableHead().height() < tail.height()) {
      Optional<String> stopped = fault.get();
      if (stopped.isPresent()) {
        throw new StartException(stopped.get());
      }
      LockSupport.parkNanos(REPLAY_POLL_NANOS);
    }
  }

  /**
   * Looks at every table file once in the background: what nobody reads could otherwise be damaged
   * for years before anybody learns of it.
   */
  void scrub(DriverEvents faults) {
    Thread scrub =
        new Thread(
            () -> {
              try {
                verifyFiles();
              } catch (IOException e) {
                if (!closing) {
                  faults.failed(e);
                }
              }
            },
            "scrub");
    scrub.setDaemon(true);
    scrub.start();
  }

  /**
   * Compares every block of every table file with its checksum.
   *
   * @throws IOException naming the first damaged file
   */
  void verifyFiles() throws IOException {
    store.verifyChecksums();
  }

  /** Returns what is told of final blocks, so that searches find them. */
  ListingChanges changes() {
    return changes;
  }

  /** Returns the search over listings, which must be closed before the ledger. */
  ListingSearch search(Path directory) {
    Moment moment = new Moment(database, service, clock);
    return new ListingSearch(
        directory, genesis.chainId().hex(), new ListingEntries(moment), changes);
  }

  /** Returns what is known of the markets. Any thread. */
  MarketCases markets(ListingSearch search) {
    Moment moment = new Moment(database, service, clock);
    return new MarketCases(
        new MarketQueries(moment),
        new DealQueries(moment),
        new AgreementQueries(moment),
        new StandingQueries(moment, MarketParams.of(genesis.params().market()).seatStake()),
        search);
  }

  /**
   * Returns a feed of final blocks, which must be told of each. Any thread.
   *
   * @param executor reads for those who waited
   */
  LedgerFeed feed(Executor executor) {
    return new LedgerFeed(
        database.reader(), database.tree(), () -> service.readableHead().height(), executor);
  }

  LedgerRules rules() {
    return rules;
  }

  LedgerDatabase database() {
    return database;
  }

  LedgerService service() {
    return service;
  }

  ConsensusDriver driver() {
    return driver;
  }

  /** Returns the keys of the validators that this node speaks with. Any thread. */
  Set<PublicKey> connectedValidators() {
    return channels.connected();
  }

  /** Returns how far the ledger is. Any thread. */
  NodeStatus.Sync sync() {
    return sync.status();
  }

  BlockChecker checker() {
    return checker;
  }

  /** Returns what was repaired in the journal; empty if it was clean. */
  List<String> repairs() {
    return repairs;
  }

  /** Stops consensus, then the ledger, then writes everything out. */
  @Override
  public void close() throws IOException {
    closing = true;
    sync.close();
    driver.close();
    channels.close();
    service.close();
    checker.close();
    store.close();
  }

  private static ValidatorChannels channels(Settings settings, DriverEvents events) {
    return new ValidatorChannels(
        new ChannelSettings(
            settings.genesis().chainId(),
            settings.consensusKey(),
            Ed25519::verify,
            settings.genesis().params().block().maxBytes(),
            settings.entropy()),
        new ThreadLoop("channels", events::failed),
        new ChannelLog(),
        settings.clock());
  }

  private static ConsensusConfig config(Settings settings) {
    return new ConsensusConfig(
        settings.genesis().chainId(),
        timing(settings.genesis()),
        settings.genesis().params().block().maxBytes(),
        MAX_UNCOMMITTED,
        settings.consensusKey().publicKey().hashCode());
  }

  /**
   * A network on one machine has short delays, and nothing to gain from waiting for more events.
   */
  private static Timing timing(Genesis genesis) {
    boolean local = genesis.network().equals(network.clawnet.core.config.Network.LOCAL.text());
    if (!local) {
      return Timing.network();
    }
    return genesis.validators().size() == 1 ? Timing.local() : Timing.machine();
  }

  private static VoteSigner signer(SigningKey key) {
    return new VoteSigner() {
      @Override
      public PublicKey publicKey() {
        return key.publicKey();
      }

      @Override
      public byte[] sign(byte[] message) {
        return key.sign(message);
      }
    };
  }
}
