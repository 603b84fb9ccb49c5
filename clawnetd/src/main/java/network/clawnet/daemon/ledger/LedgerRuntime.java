package network.clawnet.daemon.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import network.clawnet.core.chain.BlockChecker;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.chain.LedgerSettings;
import network.clawnet.core.config.NodeSection;
import network.clawnet.core.consensus.driver.ConsensusDriver;
import network.clawnet.core.consensus.driver.DriverEvents;
import network.clawnet.core.consensus.step.StartState;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.ledger.UnknownRules;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.PeerControl;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.state.StateView;
import network.clawnet.daemon.app.NodeStatus;
import network.clawnet.daemon.process.StartException;
import network.clawnet.daemon.query.QueryIndexer;
import network.clawnet.daemon.query.market.MarketIndexer;
import network.clawnet.daemon.sync.NodeSync;
import network.clawnet.daemon.validator.ConsensusTerms;
import network.clawnet.daemon.validator.DiskRoom;
import network.clawnet.daemon.validator.EpochWatch;
import network.clawnet.daemon.validator.SparingLedger;
import network.clawnet.daemon.validator.ValidatorNetwork;

/**
 * The replicated part of the node while it runs: ledger, consensus and block sync over the node's
 * files, with the threads that own them. Opened and closed by the starting thread.
 */
public final class LedgerRuntime implements AutoCloseable {
  private static final int VERIFY_THREADS = 2;
  private static final long REPLAY_POLL_NANOS = 2_000_000;

  private final Settings settings;
  private final DriverEvents events;
  private final LedgerFiles files;
  private final FinalTail tail;
  private final StartState startState;
  private final BlockChecker checker;
  private final LedgerService service;
  private final SparingLedger turns;
  private final ConsensusDriver driver;
  private final ValidatorNetwork validators;
  private final EpochWatch epochs;
  private final NodeSync sync;
  private final Scrub scrub;
  private final LedgerReads reads;

  /** What the runtime is opened with. */
  public record Settings(
      Path directory,
      Genesis genesis,
      LedgerRules rules,
      NodeSection history,
      SigningKey consensusKey,
      boolean keyIsNew,
      Entropy entropy,
      InstantSource clock) {}

  private LedgerRuntime(
      Settings settings, LedgerFiles files, FinalityListener listener, DriverEvents events)
      throws StartException {
    LedgerDatabase database = files.database();
    ConsensusJournal journal = files.journal();
    requireKnownRules(settings.rules(), database.start().head().height());
    this.settings = settings;
    this.events = events;
    this.files = files;
    this.scrub = new Scrub(files::verify);
    this.tail = FinalTail.of(journal.records(), database.start().head());
    this.startState =
        new StartState(
            database.start().epoch(), database.start().finalPoint(), journal.records(), true);
    this.checker =
        new BlockChecker(
            settings.genesis().chain(),
            settings.rules().book(),
            VotedBlocks.of(journal.records()),
            VERIFY_THREADS);
    this.validators = new ValidatorNetwork(validators(settings), events);
    this.sync = new NodeSync(listener, validators.port(), validators::connected);
    this.epochs = new EpochWatch(sync, database.tree(), validators::expect);
    this.service =
        new LedgerService(
            new LedgerService.Parts(database, checker, epochs, settings.clock(), events::failed),
            ledger(settings.rules(), files));
    this.reads = new LedgerReads(settings.genesis(), files, service, settings.clock());
    DiskRoom room = new DiskRoom(settings.directory(), System::nanoTime);
    this.turns = new SparingLedger(service, room::isShort, () -> isAlone(database.tree()));
    this.driver =
        new ConsensusDriver(
            ConsensusTerms.core(settings.genesis(), settings.consensusKey()),
            journal.journal(),
            new ConsensusDriver.Ports(turns, sync.port(), events),
            settings.clock());
  }

  /** Returns whether one key alone makes the epoch's blocks. */
  private static boolean isAlone(StateView state) {
    return EpochRecord.get(state).current().size() == 1;
  }

  private static void requireKnownRules(LedgerRules rules, long height) throws StartException {
    try {
      var unused = rules.at(height + 1, 0);
    } catch (UnknownRules e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private static ValidatorNetwork.Settings validators(Settings settings) {
    return new ValidatorNetwork.Settings(
        settings.genesis(), settings.consensusKey(), settings.entropy(), settings.clock());
  }

  private static LedgerSettings ledger(LedgerRules rules, LedgerFiles files) {
    LedgerDatabase database = files.database();
    return new LedgerSettings(
        rules,
        PoolLimits.DEFAULT,
        List.of(
            new QueryIndexer(database.tree()),
            new MarketIndexer(database.tree(), database.store()),
            files.changes()));
  }

  /**
   * Opens everything; nothing runs before {@link #start}.
   *
   * @param listener hears of final blocks and of events, on the threads that have them
   * @throws IOException if files are damaged, or belong to another network
   * @throws StartException if the operator must do something first
   */
  public static LedgerRuntime open(
      Settings settings, FinalityListener listener, DriverEvents events)
      throws IOException, StartException {
    LedgerFiles files = LedgerFiles.open(settings);
    try {
      return new LedgerRuntime(settings, files, listener, events);
    } catch (StartException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  /**
   * Starts consensus, block sync and the relay of events over a running network.
   *
   * @param ahead told of validators that claim to be ahead by more than their messages repair
   * @param restart starts the node anew with the ledger that a snapshot has become
   */
  public void start(
      Network network,
      PeerControl control,
      ValidatorNetwork.AheadListener ahead,
      Runnable restart) {
    sync.start(
        new NodeSync.Node(
            settings.genesis(),
            settings.consensusKey().publicKey(),
            files.database(),
            service,
            driver),
        new NodeSync.Others(network, control, validators::peers),
        new NodeSync.History(files.snapshots().parts(), files.snapshots().pruner(), restart),
        settings.clock(),
        events);
    turns.connect(driver::offer);
    service.connect(driver::offer, head -> driver.truncateJournal(head.epoch(), head.finalView()));
    epochs.look();
    validators.start(network, driver, ahead);
    driver.start(startState);
  }

  /**
   * Waits until the database has every block that the journal calls final. Before that, the ledger
   * is younger than what clients were told, and own events do not follow upon it.
   *
   * @param fault what has stopped the ledger, if something has
   * @throws StartException if something has
   */
  public void awaitReplay(Supplier<Optional<String>> fault) throws StartException {
    while (service.readableHead().height() < tail.height()) {
      Optional<String> stopped = fault.get();
      if (stopped.isPresent()) {
        throw new StartException(stopped.get());
      }
      LockSupport.parkNanos(REPLAY_POLL_NANOS);
    }
  }

  /** Looks at every table file once in the background. */
  public void scrub(DriverEvents faults) {
    Thread unused = scrub.start(faults::failed);
  }

  /**
   * Compares every block of every table file with its checksum. Any thread; may take minutes.
   *
   * @throws IOException naming the first damaged file
   */
  public void verifyFiles() throws IOException {
    files.verify();
  }

  /** Returns what can be asked of the ledger besides accounts and blocks. Any thread. */
  public LedgerReads reads() {
    return reads;
  }

  /** Returns the rules by which this node executes. */
  public LedgerRules rules() {
    return settings.rules();
  }

  /** Returns the database, which has the final blocks that were written. */
  public LedgerDatabase database() {
    return files.database();
  }

  /** Returns the ledger. */
  public LedgerService service() {
    return service;
  }

  /** Returns where consensus stands. Any thread. */
  public ConsensusDriver driver() {
    return driver;
  }

  /** Returns the keys of the validators that this node speaks with. Any thread. */
  public Set<PublicKey> connectedValidators() {
    return validators.connected();
  }

  /** Returns how far the ledger is. Any thread. */
  public NodeStatus.Sync sync() {
    return sync.status();
  }

  /** Returns what verifies the signatures of blocks. */
  public BlockChecker checker() {
    return checker;
  }

  /** Returns what was repaired in the journal; empty if it was clean. */
  public List<String> repairs() {
    return files.journal().repairs();
  }

  /** Stops consensus, then the ledger, then writes everything out. */
  @Override
  public void close() throws IOException {
    scrub.close();
    sync.close();
    driver.close();
    validators.close();
    service.close();
    checker.close();
    files.close();
  }
}
