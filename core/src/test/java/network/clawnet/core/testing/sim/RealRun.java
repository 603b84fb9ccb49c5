package network.clawnet.core.testing.sim;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.chain.Admission;
import network.clawnet.core.chain.ChainStart;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.chain.LedgerService;
import network.clawnet.core.chain.LedgerSettings;
import network.clawnet.core.chain.LocalDraft;
import network.clawnet.core.chain.SteppedLedger;
import network.clawnet.core.chain.rows.ChainReader;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.chain.rows.StoredBlock;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.consensus.step.FinalPoint;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.EventFault;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.EventPool;
import network.clawnet.core.pool.PendingEvent;
import network.clawnet.core.pool.PoolLimits;
import network.clawnet.core.stake.event.EvidenceReport;
import network.clawnet.core.state.StateView;
import network.clawnet.core.testing.TestActor;

/** The ledger of one process: that of a node, its threads in virtual time. */
final class RealRun implements LedgerRun {
  private static final PoolLimits POOL = new PoolLimits(128, 1 << 20, 32);
  private static final int REGOSSIP_EVENTS = 8;

  private final RealNode home;
  private final SimNode node;
  private final World world;
  private final SimProcess process;
  private final LedgerDatabase database;
  private final LedgerService service;
  private final SimLane ledgerLane;
  private final SimLane storageLane;
  private long told;

  RealRun(RealNode home, SimProcess process) throws IOException {
    this.home = home;
    this.process = process;
    node = home.node;
    world = node.world;
    database = LedgerDatabase.open(home.store(), home.ledger.genesis, RealNode.CACHE_BYTES);
    told = database.start().head().height();
    ledgerLane = new SimLane(process, () -> world.plan.executeNs);
    storageLane = new SimLane(process, () -> world.plan.executeNs / 2);
    service =
        SteppedLedger.service(
            new LedgerService.Parts(
                database,
                home.ledger.checker,
                new Told(),
                () -> Instant.ofEpochMilli(node.wallMs()),
                fault -> world.checks.stopped(node, fault)),
            new LedgerSettings(home.ledger.rules, POOL, List.of()),
            ledgerLane,
            storageLane,
            world.plan.flushBlocks);
  }

  @Override
  public EpochStart epochStart() {
    return reopened().start().epoch();
  }

  @Override
  public FinalPoint finalPoint() {
    return reopened().start().finalPoint();
  }

  StateView state() {
    return database.tree();
  }

  @Override
  public void connect() {
    service.connect(
        process::later, head -> process.truncateJournal(head.epoch(), head.finalView()));
  }

  @Override
  public void offer(byte[] event) {
    var unused =
        service
            .submit(event)
            .thenAccept(
                it -> {
                  if (!it.verdict().accepted()) {
                    world.note(node.index, "refuses", it.verdict());
                  }
                });
  }

  @Override
  public void regossip(Consumer<byte[]> peers) {
    var unused =
        service
            .ask(RealRun::waiting)
            .thenAccept(
                events -> {
                  for (int i = 0; i < Math.min(REGOSSIP_EVENTS, events.size()); i++) {
                    peers.accept(events.get(node.random.nextInt(events.size())));
                  }
                });
  }

  private static List<byte[]> waiting(EventPool pool) {
    Collection<PendingEvent> pending = pool.pending();
    if (pending.size() > POOL.maxEvents() || pool.bytes() > POOL.maxBytes()) {
      throw new Violation("I9: the pool holds " + pending.size() + " events");
    }
    return pending.stream().map(it -> it.prepared().event().bytes()).toList();
  }

  @Override
  public boolean hasReady() {
    CompletableFuture<Boolean> ready = service.ask(pool -> pool.readyCount() > 0);
    ledgerLane.drain();
    return ready.join();
  }

  /** As block sync does, in one go: consensus stands still meanwhile. */
  @Override
  public boolean copyFrom(NodeLedger peer) throws IOException {
    ChainReader theirs = ((RealNode) peer).reader();
    long target = peer.height();
    long from = home.height();
    var unused = settled(service.settle());
    List<Block> blocks = new ArrayList<>();
    for (long height = from + 1; height <= target; height++) {
      StoredBlock stored = theirs.block(height).orElseThrow();
      blocks.add(theirs.fullBlock(height).orElseThrow());
      Certificate certificate = stored.certificate();
      if (certificate != null) {
        String fault = settled(service.importFinal(List.copyOf(blocks), certificate)).fault();
        if (!fault.isEmpty()) {
          throw new Violation("I4: a synced block fails: " + fault);
        }
        blocks.clear();
      }
    }
    // the journal does not hold them, so nothing else would bring them back
    ChainStart reached = settled(service.settle());
    return reached.head().height() > from;
  }

  private <T> T settled(CompletableFuture<T> stage) {
    settleLanes();
    return stage.join();
  }

  private void settleLanes() {
    while (!ledgerLane.isIdle() || !storageLane.isIdle()) {
      ledgerLane.drain();
      storageLane.drain();
    }
  }

  private LedgerDatabase reopened() {
    try {
      return LedgerDatabase.open(home.store(), home.ledger.genesis, RealNode.CACHE_BYTES);
    } catch (IOException e) {
      throw new Violation("the database does not open: " + e.getMessage(), e);
    }
  }

  @Override
  public void build(BlockDraft draft, boolean empty) {
    service.build(draft, empty);
  }

  @Override
  public void execute(Block block) {
    service.execute(block);
  }

  @Override
  public void watchGate(Hash parent) {
    service.watchGate(parent);
  }

  @Override
  public void commit(List<Block> blocks, Certificate finalization) {
    service.commit(blocks, finalization);
  }

  @Override
  public void load(PublicKey to, Hash blockHash) {
    service.load(to, blockHash);
  }

  @Override
  public void report(PublicKey validator, Equivocation evidence) {
    service.report(validator, evidence);
    Submission draft = new Submission(EvidenceReport.of(validator, evidence));
    var unused =
        service
            .reserve(List.of(draft))
            .thenAccept(
                admissions -> {
                  for (Admission it : admissions) {
                    world.note(node.index, "submits evidence", it.verdict());
                    PreparedEvent event = it.event();
                    if (it.verdict().accepted() && event != null) {
                      service.release(List.of(event.event().hash()));
                    }
                  }
                });
  }

  /** Evidence that this node submits itself. */
  private final class Submission implements LocalDraft {
    private final EvidenceReport evidence;

    Submission(EvidenceReport evidence) {
      this.evidence = evidence;
    }

    @Override
    public Did issuer() {
      return RealLedger.reporter(node.index).did();
    }

    @Override
    public OptionalLong nonce() {
      return OptionalLong.empty();
    }

    @Override
    public PreparedEvent make(long nonce) throws EventFault {
      TestActor reporter = RealLedger.reporter(node.index);
      return PreparedEvent.of(
          reporter.sign(home.ledger.evidence(node.index, nonce, evidence)),
          home.ledger.rules.book());
    }
  }

  private final class Told implements FinalityListener {
    @Override
    public void onEvidence(PublicKey validator, Equivocation evidence) {
      world.note(node.index, "has evidence against", validator);
    }

    @Override
    public void onFinal(FinalBlock block) {
      world.crashPoint.pass(node.index);
      long height = block.block().header().height();
      if (height != ++told) {
        throw new Violation("n" + node.index + " tells of block " + height + ", not of " + told);
      }
      if (home.height() < height) {
        throw new Violation("n" + node.index + " tells of a block that nobody can read");
      }
      world.checks.readable(node, block.block());
    }

    @Override
    public void onDropped(PreparedEvent event, Verdict.Reject reason) {
      world.note(node.index, "drops", reason);
      if (node.honest) {
        home.ledger.dropped(event.event().hash(), reason);
      }
    }
  }
}
