package network.clawnet.daemon;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.Replay;
import network.clawnet.core.config.NodeType;
import network.clawnet.core.consensus.step.CoreStatus;
import network.clawnet.core.genesis.Genesis;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.message.Piece;
import network.clawnet.core.message.post.PostParts;
import network.clawnet.core.port.Store;
import network.clawnet.daemon.app.NodeStatus;
import network.clawnet.daemon.app.cases.UseCases;
import network.clawnet.daemon.call.CallRoom;
import network.clawnet.daemon.content.ContentDesk;
import network.clawnet.daemon.content.ContentRoom;
import network.clawnet.daemon.content.Shelf;
import network.clawnet.daemon.export.Exporter;
import network.clawnet.daemon.export.LedgerSource;
import network.clawnet.daemon.export.postgres.PostgresExport;
import network.clawnet.daemon.feed.LedgerFeed;
import network.clawnet.daemon.health.Health;
import network.clawnet.daemon.ledger.LedgerRuntime;
import network.clawnet.daemon.message.DealParties;
import network.clawnet.daemon.message.Desk;
import network.clawnet.daemon.message.MailRoom;
import network.clawnet.daemon.metrics.Metrics;
import network.clawnet.daemon.peer.NodePeers;
import network.clawnet.daemon.peer.PeerNetwork;
import network.clawnet.daemon.process.StartException;
import network.clawnet.daemon.query.Directory;
import network.clawnet.daemon.query.FinalBlocks;
import network.clawnet.daemon.query.Ledger;
import network.clawnet.daemon.query.ValidatorSets;
import network.clawnet.daemon.search.ListingSearch;
import network.clawnet.daemon.status.Status;
import network.clawnet.daemon.submit.EvidenceReporter;
import network.clawnet.daemon.submit.LedgerDoor;
import network.clawnet.daemon.submit.OwnLedger;
import network.clawnet.daemon.verify.Verifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node that keeps the ledger and executes every block. */
final class FullNode implements Node.Kind {
  private static final Logger LOG = LoggerFactory.getLogger(FullNode.class);
  private final Node.Ground ground;
  private final LateListener late = new LateListener();
  private final LedgerRuntime ledger;
  private final Store store;
  private Optional<Exporter> exporter = Optional.empty();
  private final Shelf shelf;
  private @Nullable MailRoom mail;
  private @Nullable ContentRoom contents;
  private @Nullable CallRoom calls;

  private FullNode(Node.Ground ground, Store store) throws IOException, StartException {
    this.ground = ground;
    this.store = store;
    this.shelf = Shelf.open(store);
    NodeIdentity identity = ground.identity();
    ledger =
        LedgerRuntime.open(
            new LedgerRuntime.Settings(
                ground.dataDir(),
                ground.genesis(),
                ground.rules(),
                ground.loaded().config().node(),
                identity.keys().consensus(),
                UnusedKey.isMarked(ground.loaded().home()),
                ground.random()::nextBytes,
                ground.clock()),
            late,
            ground.faults());
  }

  static FullNode open(Node.Ground ground, Store store) throws IOException, StartException {
    FullNode node = new FullNode(ground, store);
    ground.stop().onStop("ledger", node.ledger::close);
    node.late.alsoTo(node.ledger.reads().changes());
    node.ledger
        .rules()
        .upgrades()
        .firstUnknown()
        .ifPresent(
            height ->
                LOG.warn("rules change height={}: this program stops before that block", height));
    UnusedKey.clear(ground.loaded().home());
    for (String repair : node.ledger.repairs()) {
      LOG.warn("journal repaired what={}", repair);
    }
    node.exporter =
        PostgresExport.of(
            ground.loaded().config().export(),
            ground.genesis().chainId(),
            new LedgerSource(
                node.ledger.database().reader(),
                () -> node.ledger.service().readableHead().height()));
    return node;
  }

  @Override
  public NodeType type() {
    return NodeType.FULL;
  }

  @Override
  public LedgerDoor door() {
    return new OwnLedger(ledger.service(), ledger.database().reader());
  }

  @Override
  public void connect(PeerNetwork network, NodeServices services) throws IOException {
    EvidenceReporter evidence =
        new EvidenceReporter(
            ledger.service(), services.drafts(), ground.identity().keys().consensus());
    late.passTo(services.submitter(), evidence);
    mail = openMail(network, services);
    ground.stop().onStop("messages", mail::close);
  }

  private MailRoom openMail(PeerNetwork network, NodeServices services) throws IOException {
    return MailRoom.open(
        new PostParts(
            ground.genesis().chainId(),
            new PostParts.Peers(network.peers().network(), network.finder()),
            store,
            new DealParties(ledger.database().tree()),
            PostParts.Threads.start(ground.clock(), ground.random()::nextBytes),
            ground.faults()::failed),
        new MailRoom.Keys(
            services.accounts(), () -> ground.identity().vault().unlocked().keySet()));
  }

  @Override
  public void start(PeerNetwork network) throws IOException, StartException {
    ledger.start(
        network.peers().network(),
        network.peers().control(),
        FullNode::behind,
        ground.stop()::restart);
    ledger.awaitReplay(ground.faults()::reason);
  }

  private static void behind(PeerId peer, long epoch, long height) {
    LOG.debug("other validators are ahead peer={} epoch={} height={}", peer, epoch, height);
  }

  @Override
  public UseCases useCases(
      NodeServices services, NodePeers peers, NodeStatus status, Executor reads) {
    LedgerFeed feed = ledger.reads().feed(reads);
    late.alsoTo(feed);
    ListingSearch search = ledger.reads().search(ground.dataDir().resolve("search"));
    ground.stop().onStop("search", search::close);
    Genesis genesis = ground.genesis();
    NodeIdentity identity = ground.identity();
    Verifier verifier =
        new Verifier(
            ledger::verifyFiles,
            new Replay(ledger.database().reader(), ledger.rules(), ledger.checker()),
            ground.dataDir().resolve("verify"),
            () -> ledger.service().readableHead().height());
    ground.stop().onStop("verifier", verifier::close);
    MailRoom post = Objects.requireNonNull(mail, "not connected");
    ContentRoom room =
        new ContentRoom(
            new ContentRoom.Ground(store, ledger.database().tree(), feed),
            shelf,
            services.accounts(),
            post);
    contents = room;
    CallRoom callRoom =
        new CallRoom(
            new CallRoom.Ground(
                store, ledger.database().tree(), genesis.chain(), ground.random()::nextBytes),
            services.accounts(),
            post);
    calls = callRoom;
    return new UseCases(
        services.submitter(),
        new Ledger(ledger.database(), ledger.service(), genesis, ground.clock()),
        new FinalBlocks(ledger.database().reader(), ledger.service(), genesis),
        new Directory(ledger.database(), identity::created),
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
        ledger.reads().markets(search),
        feed,
        post,
        room,
        callRoom);
  }

  @Override
  public Status.Position position() {
    Header head = ledger.service().readableHead();
    CoreStatus consensus = ledger.driver().status();
    return new Status.Position(head.height(), head.tsMs(), consensus.epoch(), consensus.votes());
  }

  @Override
  public NodeStatus.Sync sync() {
    return ledger.sync();
  }

  @Override
  public List<Health.Check> checks() {
    return List.of();
  }

  @Override
  public List<Metrics.Reading> readings() {
    List<Metrics.Reading> out = new ArrayList<>();
    out.add(
        new Metrics.Reading(
            "consensus.view", "current view", "", () -> ledger.driver().status().view()));
    exporter.ifPresent(
        it ->
            out.add(
                new Metrics.Reading(
                    "export.height",
                    "last block that the export holds",
                    "",
                    () -> it.status().height())));
    return List.copyOf(out);
  }

  @Override
  public void ready() {
    ledger.scrub(ground.faults());
    CallRoom callRoom = Objects.requireNonNull(calls, "no use cases");
    Map<String, Desk> desks = new HashMap<>(callRoom.desks());
    desks.put(Piece.TYPE, new ContentDesk(shelf, ledger.database().tree(), ground.clock()));
    Objects.requireNonNull(mail, "not connected").start(desks);
    callRoom.start();
    Objects.requireNonNull(contents, "no use cases").start();
    exporter.ifPresent(
        it -> {
          it.start();
          ground.stop().onStop("export", it::close);
        });
  }
}
