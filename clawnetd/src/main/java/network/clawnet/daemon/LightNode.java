package network.clawnet.daemon;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import network.clawnet.core.config.NodeType;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.light.ask.LightView;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.daemon.app.NodeStatus;
import network.clawnet.daemon.app.cases.UseCases;
import network.clawnet.daemon.health.Health;
import network.clawnet.daemon.light.LightLedger;
import network.clawnet.daemon.light.LightRuntime;
import network.clawnet.daemon.metrics.Metrics;
import network.clawnet.daemon.peer.NodePeers;
import network.clawnet.daemon.peer.PeerNetwork;
import network.clawnet.daemon.process.StartException;
import network.clawnet.daemon.status.Status;
import network.clawnet.daemon.submit.LedgerDoor;
import network.clawnet.daemon.submit.Submitter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node without a ledger: it asks full nodes and believes what they prove. */
final class LightNode implements Node.Kind {
  private static final Logger LOG = LoggerFactory.getLogger(LightNode.class);
  private static final long READY_MILLIS = 3_000;
  private final Node.Ground ground;
  private final RocksStore store;
  private final LightLedger ledger;
  private @Nullable LightRuntime running;

  private LightNode(Node.Ground ground, RocksStore store) throws IOException, StartException {
    this.ground = ground;
    this.store = store;
    this.ledger = new LightLedger(ground.rules(), ground.clock());
  }

  static LightNode open(Node.Ground ground, RocksStore store) throws IOException, StartException {
    LightNode node = new LightNode(ground, store);
    ground.stop().onStop("light ledger", node.ledger::close);
    return node;
  }

  @Override
  public NodeType type() {
    return NodeType.LIGHT;
  }

  @Override
  public LedgerDoor door() {
    return ledger;
  }

  @Override
  public void connect(PeerNetwork network, NodeServices services) throws IOException {
    LightRuntime runtime =
        new LightRuntime(
            new LightRuntime.Settings(ground.genesis(), store, anchor(), ground.clock()),
            new LightRuntime.Others(network.peers().network(), network.peers().control()),
            ledger,
            told(services.submitter()),
            ground.faults());
    ground.stop().onStop("light client", runtime::close);
    running = runtime;
  }

  private Anchor anchor() {
    return Anchor.of(
        ground.genesis().trustMs(),
        ground.loaded().config().node().checkpoint(),
        ground.clock().millis());
  }

  private static LightLedger.Listener told(Submitter submitter) {
    return new LightLedger.Listener() {
      @Override
      public void settled(Hash event, long height) {
        submitter.settled(List.of(event), height);
      }

      @Override
      public void onDropped(PreparedEvent event, Verdict.Reject reason) {
        submitter.onDropped(event, reason);
      }
    };
  }

  /** Waits a moment for a certified block, so that the first call is answered. */
  @Override
  public void start(PeerNetwork network) {
    running().awaitSynced(READY_MILLIS);
    LightView view = running().view();
    LOG.info(
        "light node synced={} height={} epoch={} nodes={} sinceStart={}ms",
        view.synced(),
        view.height(),
        view.epoch(),
        view.nodes(),
        sinceStart());
  }

  /** Returns how long the process has lived, in milliseconds; 0 if the system does not tell. */
  private long sinceStart() {
    return ProcessHandle.current()
        .info()
        .startInstant()
        .map(it -> ground.clock().millis() - it.toEpochMilli())
        .orElse(0L);
  }

  @Override
  public UseCases useCases(
      NodeServices services, NodePeers peers, NodeStatus status, Executor reads) {
    LightRuntime runtime = running();
    return new UseCases(
        services.submitter(),
        runtime.queries(),
        runtime.blocks(),
        runtime.directory(ground.identity()::created),
        services.accounts(),
        services.credentials(),
        services.audit(),
        status,
        LightRuntime.verifier(),
        services.faucet(),
        peers,
        runtime.validators(ground.identity().keys().consensus()),
        runtime.markets(),
        LightRuntime.feed(),
        LightRuntime.messages(),
        LightRuntime.contents(),
        LightRuntime.calls());
  }

  @Override
  public Status.Position position() {
    LightView view = running().view();
    long time = view.head().map(it -> it.header().tsMs()).orElseGet(() -> ground.genesis().time());
    return new Status.Position(view.height(), time, view.epoch(), false);
  }

  @Override
  public NodeStatus.Sync sync() {
    LightView view = running().view();
    return new NodeStatus.Sync(view.synced(), view.height(), 0, OptionalInt.empty());
  }

  @Override
  public List<Health.Check> checks() {
    return List.of(new Health.Check("syncing", () -> running().complaint()));
  }

  @Override
  public List<Metrics.Reading> readings() {
    return List.of(
        new Metrics.Reading(
            "light.nodes", "full nodes that can be asked", "", () -> running().view().nodes()));
  }

  @Override
  public void ready() {}

  private LightRuntime running() {
    LightRuntime runtime = running;
    if (runtime == null) {
      throw new IllegalStateException("not connected yet");
    }
    return runtime;
  }
}
