package network.clawnet.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.account.FeeSchedule;
import network.clawnet.core.chain.Replay;
import network.clawnet.core.config.LoadedConfig;
import network.clawnet.core.config.NodeConfig;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.directory.DirectoryModule;
import network.clawnet.core.event.DueRules;
import network.clawnet.core.event.RuleBook;
import network.clawnet.core.event.Rules;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.identity.Did;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.message.post.PostParts;
import network.clawnet.core.stake.event.StakeModule;
import network.clawnet.core.store.rocksdb.RocksProfile;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.text.Texts;
import network.clawnet.core.units.Tokens;
import network.clawnet.daemon.app.UseCases;
import network.clawnet.daemon.feed.LedgerFeed;
import network.clawnet.daemon.health.FaultLatch;
import network.clawnet.daemon.health.Health;
import network.clawnet.daemon.http.server.HttpLimits;
import network.clawnet.daemon.http.server.HttpServer;
import network.clawnet.daemon.http.server.RouteTable;
import network.clawnet.daemon.message.DealParties;
import network.clawnet.daemon.message.MailRoom;
import network.clawnet.daemon.metrics.LazyMetrics;
import network.clawnet.daemon.metrics.Metrics;
import network.clawnet.daemon.peer.NodePeers;
import network.clawnet.daemon.peer.PeerNetwork;
import network.clawnet.daemon.process.GracefulStop;
import network.clawnet.daemon.process.NodeLock;
import network.clawnet.daemon.process.StartListener;
import network.clawnet.daemon.process.StartReport;
import network.clawnet.daemon.query.Directory;
import network.clawnet.daemon.query.FinalBlocks;
import network.clawnet.daemon.query.Ledger;
import network.clawnet.daemon.query.ValidatorSets;
import network.clawnet.daemon.signer.Accounts;
import network.clawnet.daemon.status.Status;
import network.clawnet.daemon.status.Version;
import network.clawnet.daemon.store.NodeFamilies;
import network.clawnet.daemon.verify.Verifier;
import network.clawnet.market.MarketModule;
import network.clawnet.market.kernel.MarketParams;
import network.clawnet.wallet.WalletModule;
import network.clawnet.wallet.keystore.Access;
import network.clawnet.wallet.keystore.AccountEntry;
import network.clawnet.wallet.keystore.KeyFileException;
import network.clawnet.wallet.keystore.Passphrase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a node part by part, and leaves to {@link GracefulStop} how each part ends. */
final class Node {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private final LoadedConfig loaded;
  private final NodeConfig config;
  private final boolean dev;
  private final Map<String, String> environment;
  private final GracefulStop stop;
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock = InstantSource.system();
  private final FaultLatch latch = new FaultLatch();
  private final Faults faults = new Faults(latch);

  Node(LoadedConfig loaded, boolean dev, Map<String, String> environment, GracefulStop stop) {
    this.loaded = loaded;
    this.config = loaded.config();
    this.dev = dev;
    this.environment = environment;
    this.stop = stop;
  }

  /**
   * Starts everything; returns when the node is ready.
   *
   * @param passphrase unlocks the node's own account; closed here
   * @throws StartException if the operator must do something first
   */
  void start(StartListener listener, Optional<Passphrase> passphrase)
      throws IOException, StartException {
    NodeLock lock =
        NodeLock.acquire(loaded.home().root(), loaded.home().lock(), loaded.home().pid());
    stop.onStop("lock", lock::close);
    NodeIdentity identity = NodeIdentity.open(loaded.home(), environment, random::nextBytes, clock);
    CompletableFuture<Boolean> unlocking =
        Beside.start("unlock", () -> unlock(identity, passphrase));
    Genesis genesis = GenesisFile.open(loaded, identity, clock.millis());
    NodeLock.createPrivate(config.node().dataDir());
    CompletableFuture<PeerNetwork> starting =
        Beside.start("p2p-start", () -> openNetwork(identity, genesis));
    stop.onStop("network", () -> closeNetwork(starting));
    RocksStore nodeStore = openNodeStore();
    LateListener late = new LateListener();
    LedgerRuntime ledger = openLedger(identity, genesis, late);
    NodeServices services =
        NodeServices.open(
            new NodeServices.Settings(identity, genesis, config.limits(), nodeStore, random, clock),
            ledger,
            faults);
    late.passTo(services.submitter(), services.evidence());
    PeerNetwork network = Beside.join(starting);
    MailRoom mail = openMail(identity, genesis, nodeStore, ledger, services, network);
    CompletableFuture<HttpServer> preparing =
        Beside.start(
            "http-start",
            () -> prepareHttp(identity, genesis, ledger, services, network.peers(), mail, late));
    ledger.start(network.peers().network(), network.peers().control(), Node::behind);
    ledger.awaitReplay(latch::reason);
    Beside.join(unlocking);
    services.submitter().start();
    stop.onStop("submission", services::close);
    HttpServer server = Beside.join(preparing);
    server.start();
    stop.onStop("http", server::stop);
    announce(listener, identity, ledger, network, server.port());
    listener.ready();
    ledger.scrub(faults);
  }

  private static void closeNetwork(CompletableFuture<PeerNetwork> starting) {
    if (!starting.isCompletedExceptionally()) {
      starting.join().close();
    }
  }

  private static void behind(PeerId peer, long epoch, long height) {
    LOG.debug("other validators are ahead peer={} epoch={} height={}", peer, epoch, height);
  }

  /** Opens every account; false if there is no passphrase to do it with. */
  private static boolean unlock(NodeIdentity identity, Optional<Passphrase> passphrase)
      throws IOException, StartException {
    if (passphrase.isEmpty()) {
      return false;
    }
    try (Passphrase typed = passphrase.get()) {
      for (AccountEntry account : identity.store().list()) {
        var access = identity.vault().unlock(account.did(), typed, Accounts.UNTIL_LOCKED);
        if (access instanceof Access.Refused<?> refused) {
          throw new StartException(
              "the passphrase does not open " + account.did() + " (" + refused.reason() + ")");
        }
      }
      return true;
    } catch (KeyFileException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private RocksStore openNodeStore() throws IOException {
    Path directory = config.node().dataDir().resolve("node");
    Files.createDirectories(directory);
    RocksStore store = RocksStore.open(directory, RocksProfile.node(), NodeFamilies.all());
    stop.onStop("node database", store::close);
    return store;
  }

  private LedgerRuntime openLedger(NodeIdentity identity, Genesis genesis, LateListener late)
      throws IOException, StartException {
    LedgerRuntime ledger =
        LedgerRuntime.open(
            new LedgerRuntime.Settings(
                config.node().dataDir(),
                genesis,
                LedgerRules.of(genesis, rules(genesis)),
                identity.keys().consensus(),
                UnusedKey.isMarked(loaded.home()),
                random::nextBytes,
                clock),
            late,
            faults);
    stop.onStop("ledger", ledger::close);
    UnusedKey.clear(loaded.home());
    for (String repair : ledger.repairs()) {
      LOG.warn("journal repaired what={}", repair);
    }
    return ledger;
  }

  private static RuleBook rules(Genesis genesis) {
    GenesisParams.Fees fees = genesis.params().fees();
    FeeSchedule schedule =
        new FeeSchedule(
            new Tokens(fees.transferMin()),
            (int) fees.escrowBasisPoints(),
            new Tokens(fees.escrowMin()));
    List<Rules<?>> rules = new ArrayList<>(WalletModule.rules(schedule));
    rules.addAll(DirectoryModule.rules());
    rules.addAll(StakeModule.rules(genesis, Ed25519::verify));
    MarketParams market = MarketParams.of(genesis.params().market());
    rules.addAll(MarketModule.rules(market));
    List<DueRules> dueRules = new ArrayList<>(WalletModule.dueRules());
    dueRules.addAll(StakeModule.dueRules(genesis));
    dueRules.addAll(MarketModule.dueRules(market));
    return new RuleBook(rules, dueRules);
  }

  /** A development node, whose key lies unprotected, is for programs of its machine only. */
  private PeerNetwork openNetwork(NodeIdentity identity, Genesis genesis) throws IOException {
    return PeerNetwork.start(
        new PeerNetwork.Settings(
            identity.keys().peer(),
            config.p2p(),
            config.node().dataDir(),
            genesis.chain(),
            dev,
            Version.text()),
        random::nextBytes,
        clock);
  }

  private MailRoom openMail(
      NodeIdentity identity,
      Genesis genesis,
      RocksStore nodeStore,
      LedgerRuntime ledger,
      NodeServices services,
      PeerNetwork network)
      throws IOException {
    MailRoom mail =
        MailRoom.open(
            new PostParts(
                genesis.chainId(),
                new PostParts.Peers(network.peers().network(), network.finder()),
                nodeStore,
                new DealParties(ledger.database().tree()),
                PostParts.Threads.start(clock, random::nextBytes),
                faults::failed),
            new MailRoom.Keys(services.accounts(), () -> identity.vault().unlocked().keySet()));
    stop.onStop("messages", mail::close);
    return mail;
  }

  private HttpServer prepareHttp(
      NodeIdentity identity,
      Genesis genesis,
      LedgerRuntime ledger,
      NodeServices services,
      NodePeers peers,
      MailRoom mail,
      LateListener late)
      throws IOException {
    Health health = new Health(latch, List.of());
    LazyMetrics metrics = new LazyMetrics(readings(ledger, peers));
    HttpServer server =
        new HttpServer(config.api(), HttpLimits.STANDARD, services.credentials(), metrics);
    Status status = status(identity, genesis, ledger, health, server, peers);
    Verifier verifier =
        new Verifier(
            ledger::verifyFiles,
            new Replay(ledger.database().reader(), ledger.rules(), ledger.checker()),
            config.node().dataDir().resolve("verify"),
            () -> ledger.service().readableHead().height());
    stop.onStop("verifier", verifier::close);
    LedgerFeed feed = ledger.feed(server.executor());
    late.alsoTo(feed);
    UseCases useCases =
        new UseCases(
            services.submitter(),
            new Ledger(ledger.database(), ledger.service(), genesis, clock),
            new FinalBlocks(ledger.database().reader(), ledger.service(), genesis),
            new Directory(ledger.database(), did -> created(identity, did)),
            services.accounts(),
            services.credentials(),
            services.audit(),
            status,
            verifier,
            services.faucet(),
            peers,
            new ValidatorSets(
                ledger.database().tree(),
                genesis,
                identity.keys().consensus(),
                ledger::connectedValidators),
            mail,
            ledger.markets(),
            feed);
    server.prepare(RouteTable.of(useCases, health, metrics, server.executor()), feed);
    return server;
  }

  private Status status(
      NodeIdentity identity,
      Genesis genesis,
      LedgerRuntime ledger,
      Health health,
      HttpServer server,
      NodePeers peers) {
    return new Status(
        new Status.Identity(
            identity.own(),
            PeerId.of(identity.keys().peer().publicKey()).text(),
            config.node().dataDir()),
        config,
        genesis,
        new Status.Sources(
            ledger.service()::readableHead,
            ledger.driver()::status,
            () -> !identity.vault().unlocked().containsKey(identity.own()),
            () -> health.ready().ok(),
            server::port,
            peers,
            ledger::sync),
        clock);
  }

  private static List<Metrics.Reading> readings(LedgerRuntime ledger, NodePeers peers) {
    return List.of(
        new Metrics.Reading(
            "ledger.height",
            "height of the last final block",
            "",
            () -> ledger.service().readableHead().height()),
        new Metrics.Reading(
            "consensus.view", "current view", "", () -> ledger.driver().status().view()),
        new Metrics.Reading("p2p.peers", "connected nodes", "", () -> peers.connected().size()));
  }

  private static OptionalLong created(NodeIdentity identity, Did did) throws IOException {
    try {
      return identity.store().list().stream()
          .filter(it -> it.did().equals(did))
          .mapToLong(it -> it.created().toEpochMilli())
          .findFirst();
    } catch (KeyFileException e) {
      throw new IOException(e);
    }
  }

  private void announce(
      StartListener listener,
      NodeIdentity identity,
      LedgerRuntime ledger,
      PeerNetwork network,
      int apiPort) {
    long height = ledger.service().readableHead().height();
    new Announcement(new StartReport(Texts.Language.of(environment)), loaded, dev)
        .say(
            listener,
            new Announcement.Facts(
                identity.own().text(),
                network.listening(),
                apiPort,
                height,
                !identity.vault().unlocked().containsKey(identity.own())));
    LOG.info("node ready height={}", height);
  }
}
