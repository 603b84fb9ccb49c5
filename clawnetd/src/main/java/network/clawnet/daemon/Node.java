package network.clawnet.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import network.clawnet.core.config.LoadedConfig;
import network.clawnet.core.config.NodeConfig;
import network.clawnet.core.config.NodeType;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.store.rocksdb.RocksProfile;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.text.Texts;
import network.clawnet.daemon.app.NodeStatus;
import network.clawnet.daemon.app.cases.UseCases;
import network.clawnet.daemon.health.FaultLatch;
import network.clawnet.daemon.health.Health;
import network.clawnet.daemon.http.server.HttpServer;
import network.clawnet.daemon.metrics.Metrics;
import network.clawnet.daemon.peer.NodePeers;
import network.clawnet.daemon.peer.PeerNetwork;
import network.clawnet.daemon.process.GracefulStop;
import network.clawnet.daemon.process.NodeLock;
import network.clawnet.daemon.process.StartException;
import network.clawnet.daemon.process.StartListener;
import network.clawnet.daemon.process.StartReport;
import network.clawnet.daemon.signer.Accounts;
import network.clawnet.daemon.status.Status;
import network.clawnet.daemon.status.Version;
import network.clawnet.daemon.store.NodeFamilies;
import network.clawnet.daemon.submit.LedgerDoor;
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
  private Optional<NodeIdentity> kept;

  /**
   * Prepares a start.
   *
   * @param kept who the node is, with what is unlocked, if it ran in this process before
   */
  Node(
      LoadedConfig loaded,
      boolean dev,
      Map<String, String> environment,
      GracefulStop stop,
      Optional<NodeIdentity> kept) {
    this.kept = kept;
    this.loaded = loaded;
    this.config = loaded.config();
    this.dev = dev;
    this.environment = environment;
    this.stop = stop;
  }

  /** What every kind of node stands on. */
  record Ground(
      NodeIdentity identity,
      Genesis genesis,
      LoadedConfig loaded,
      GracefulStop stop,
      Faults faults,
      SecureRandom random,
      InstantSource clock) {
    Path dataDir() {
      return loaded.config().node().dataDir();
    }

    LedgerRules rules() throws IOException, StartException {
      return LedgerRules.of(genesis, ChainRules.of(genesis), GenesisFile.upgrades(loaded));
    }
  }

  /** What differs between the kinds of nodes. Called by the starting thread, in this order. */
  interface Kind {
    NodeType type();

    /** Returns where events go. */
    LedgerDoor door();

    /** Tells the services what becomes of events, and joins the network if they need it. */
    void connect(PeerNetwork network, NodeServices services) throws IOException;

    UseCases useCases(NodeServices services, NodePeers peers, NodeStatus status, Executor reads);

    /** Follows the ledger; returns when the node can answer. */
    void start(PeerNetwork network) throws IOException, StartException;

    Status.Position position();

    NodeStatus.Sync sync();

    List<Health.Check> checks();

    List<Metrics.Reading> readings();

    /** The node answers: what can wait may begin. */
    void ready();
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
    Optional<Passphrase> typed = kept.isPresent() ? Optional.empty() : passphrase;
    NodeIdentity identity =
        kept.isPresent()
            ? kept.get()
            : NodeIdentity.open(loaded.home(), environment, random::nextBytes, clock);
    kept = Optional.of(identity);
    CompletableFuture<Boolean> unlocking = Beside.start("unlock", () -> unlock(identity, typed));
    Genesis genesis = GenesisFile.open(loaded, identity, clock.millis());
    NodeLock.createPrivate(config.node().dataDir());
    CompletableFuture<PeerNetwork> starting =
        Beside.start("p2p-start", () -> openNetwork(identity, genesis));
    stop.onStop("network", () -> closeNetwork(starting));
    RocksStore nodeStore = openNodeStore();
    Ground ground = new Ground(identity, genesis, loaded, stop, faults, random, clock);
    Kind kind =
        isLight(identity, genesis, listener)
            ? LightNode.open(ground, nodeStore)
            : FullNode.open(ground, nodeStore);
    NodeServices services =
        NodeServices.open(
            new NodeServices.Settings(identity, genesis, config.limits(), nodeStore, random, clock),
            kind.door(),
            ChainRules.of(genesis),
            faults);
    PeerNetwork network = Beside.join(starting);
    kind.connect(network, services);
    CompletableFuture<HttpServer> preparing =
        Beside.start(
            "http-start",
            () -> new NodeApi(ground, kind, network.peers(), latch).prepare(services));
    kind.start(network);
    Beside.join(unlocking);
    services.submitter().start();
    stop.onStop("submission", services::close);
    HttpServer server = Beside.join(preparing);
    server.start();
    stop.onStop("http", server::stop);
    announce(listener, identity, kind.position().height(), network, server.port());
    listener.ready();
    kind.ready();
  }

  /** A light node needs others: one that is the only validator of its network is a full node. */
  private boolean isLight(NodeIdentity identity, Genesis genesis, StartListener listener) {
    if (config.node().type() != NodeType.LIGHT) {
      return false;
    }
    boolean alone =
        genesis.validators().size() == 1
            && genesis
                .validators()
                .get(0)
                .consensusKey()
                .equals(identity.keys().consensus().publicKey());
    if (alone) {
      StartReport report = new StartReport(Texts.Language.of(environment));
      listener.line(
          report.warning(
              "node.type: this node is the only validator of its network, so it runs as a full"
                  + " node"));
    }
    return !alone;
  }

  /** Returns who the node is, once it was started. */
  Optional<NodeIdentity> identity() {
    return kept;
  }

  private static void closeNetwork(CompletableFuture<PeerNetwork> starting) {
    if (!starting.isCompletedExceptionally()) {
      starting.join().close();
    }
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

  private void announce(
      StartListener listener,
      NodeIdentity identity,
      long height,
      PeerNetwork network,
      int apiPort) {
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
