package network.clawnet.core.sync;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledFuture;
import network.clawnet.core.block.Header;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.lane.Lane;
import network.clawnet.core.port.Network;
import network.clawnet.core.port.Registration;
import network.clawnet.core.port.Speakers;
import network.clawnet.core.sync.ask.Courier;
import network.clawnet.core.sync.plan.JoinRule;
import network.clawnet.core.sync.plan.SyncEffect;
import network.clawnet.core.sync.plan.SyncInput;
import network.clawnet.core.sync.plan.SyncMachine;
import network.clawnet.core.sync.plan.SyncProgress;
import network.clawnet.core.sync.serve.AnswerServer;
import network.clawnet.core.sync.serve.Archive;
import network.clawnet.core.sync.snapshot.JoinProgress;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.SyncProtocols;

/**
 * Brings a full node to the newest final block, keeps it there, and helps others to it. One thread,
 * and one more that reads blocks for peers; public methods may be called from any thread.
 */
public final class BlockSync implements AutoCloseable {
  /** How long a peer is refused that was shown to have told something false. */
  static final Duration PROVED_FALSE_BAN = Duration.ofHours(24);

  private static final long TICK_MILLIS = 250;
  private static final int TICKS_PER_REPORT = 20;
  private static final long PATIENCE_NANOS = 3_000_000_000L;

  private final SyncParts parts;
  private final Lane lane;
  private final SyncMachine machine;
  private final SyncedRule rule;
  private final Courier courier;
  private final Errands errands;
  private final Bodies bodies;
  private final LedgerMover mover;
  private final Announcer announcer;
  private final AnswerServer server;
  private final Registration watch;
  private final Joining joining;
  private final Standing standing;
  private final ScheduledFuture<?> tick;
  private boolean syncing;
  private int ticks;
  private volatile SyncProgress progress;
  private volatile boolean synced;

  /** Joins the parts and begins. */
  public BlockSync(SyncParts parts) {
    this.parts = parts;
    lane = new Lane(parts.threads().sync(), parts.listener()::failed);
    SyncParts.Rules rules = parts.rules();
    Network network = parts.peers().network();
    SyncProtocols protocols = new SyncProtocols(rules.chainId());
    standing =
        new Standing(
            rules.chainId(), parts.node().reader(), parts.node().start(), parts.listener()::failed);
    machine =
        new SyncMachine(
            new SyncMachine.Network(
                rules.chainId(),
                rules.signatures(),
                parts.snapshots().joining() == null ? JoinRule.NEVER : parts.snapshots().rule(),
                parts.snapshots().anchor()),
            parts.self(),
            standing.head(),
            new SplittableRandom(parts.self().hashCode()));
    progress = machine.progress();
    rule = new SyncedRule(parts.self(), rules.heartbeatMs());
    courier = new Courier(network, lane);
    errands = new Errands(network, courier, protocols, rules.maxBodyBytes(), this::step);
    bodies = new Bodies(courier, protocols, rules.maxBodyBytes(), parts.node().consensus());
    mover =
        new LedgerMover(
            parts.node().ledger(),
            parts.node().consensus(),
            lane,
            this::step,
            parts.listener()::failed);
    server =
        new AnswerServer(
            network,
            protocols,
            new Archive(parts.node().reader(), rules.chainId()),
            parts.snapshots().shelf(),
            parts.threads().serve(),
            parts.threads().nanos(),
            new AnswerServer.Hooks(
                (peer, claim) -> lane.execute(() -> step(new SyncInput.Claimed(peer, claim))),
                parts.listener()::failed));
    announcer =
        new Announcer(
            network,
            protocols,
            lane,
            new Announcer.Hearer(
                machine::worth, (peer, it) -> step(new SyncInput.Announced(peer, it))));
    joining = new Joining(parts, protocols, lane, this::step);
    judge();
    watch =
        network.watch(
            new Speakers(
                protocols.status(), (peer, speaks) -> lane.execute(() -> present(peer, speaks))));
    tick = lane.every(TICK_MILLIS, this::tick);
  }

  /** Tells of a final block that can be read. In order of height. */
  public void onFinal(FinalBlock block) {
    lane.execute(() -> reached(block));
  }

  /** Consensus says that messages do not bring it further. */
  public void catchUp() {
    lane.execute(() -> step(new SyncInput.Wanted()));
  }

  /**
   * Finds a block that consensus asks a validator for, which this node has no channel to, and gives
   * it to consensus as that validator's answer.
   */
  public void want(PublicKey validator, Hash block) {
    lane.execute(() -> bodies.want(validator, block, machine.confirming(nanos())));
  }

  /** Returns how far sync is. */
  public SyncProgress progress() {
    return progress;
  }

  /** Returns whether this node knows the present, as docs/protocol/sync.md defines it. */
  public boolean synced() {
    return synced;
  }

  /** Stops asking, answering and announcing; consensus is left as it stands. */
  @Override
  public void close() {
    watch.close();
    server.close();
    announcer.close();
    tick.cancel(false);
    lane.execute(this::closeQuestions);
    parts.threads().sync().shutdown();
    parts.threads().serve().shutdown();
  }

  private void closeQuestions() {
    courier.close();
    joining.close();
  }

  /** Returns how far a snapshot is that is being taken. */
  public JoinProgress joinProgress() {
    return joining.progress();
  }

  private long nanos() {
    return parts.threads().nanos().getAsLong();
  }

  private void step(SyncInput input) {
    machine.step(nanos(), input).forEach(this::perform);
    look();
  }

  private void tick() {
    step(new SyncInput.Tick());
    announcer.tick();
    joining.tick();
    judge();
    if (syncing && ++ticks % TICKS_PER_REPORT == 0) {
      report();
    }
  }

  private void report() {
    JoinProgress join = joining.progress();
    if (join.phase() == JoinProgress.Phase.TAKING) {
      parts.listener().joining(join);
    } else {
      parts.listener().progress(progress);
    }
  }

  private void reached(FinalBlock block) {
    Header header = block.block().header();
    boolean proposed = standing.isProposer(parts.self(), header);
    CertifiedHeader certified = standing.reached(block);
    bodies.reached(header.height());
    boolean astray =
        header.lastOfEpoch()
            && !parts.snapshots().anchor().permits(header.epoch(), block.block().hash());
    if (astray) {
      parts.listener().halted("epoch " + header.epoch() + " ends off the checkpoint");
    }
    if (certified != null && !machine.progress().syncing()) {
      announcer.reached(certified, proposed);
    }
    step(new SyncInput.Moved(standing.head()));
  }

  private void judge() {
    synced =
        machine.behindNanos(nanos()) < PATIENCE_NANOS
            && rule.isRecent(
                standing.head().validators(),
                parts.threads().clock().millis() - standing.head().timeMs(),
                machine.confirming(nanos()),
                parts.peers().network().peers());
  }

  private void look() {
    progress = machine.progress();
    if (progress.syncing() != syncing) {
      syncing = progress.syncing();
      ticks = 0;
      parts.listener().changed(progress);
    }
  }

  private void perform(SyncEffect effect) {
    if (effect instanceof SyncEffect.AskStatus it) {
      errands.status(it.peer(), standing.status());
    } else if (effect instanceof SyncEffect.AskEpochs it) {
      errands.epochs(it);
    } else if (effect instanceof SyncEffect.AskBlocks it) {
      errands.blocks(it);
    } else if (effect instanceof SyncEffect.Cancel it) {
      courier.cancel(it.id());
    } else if (effect instanceof SyncEffect.Follow it) {
      bodies.follow(it.from(), it.header(), standing.head());
    } else if (effect instanceof SyncEffect.Hold) {
      mover.hold();
    } else if (effect instanceof SyncEffect.Import it) {
      mover.take(it);
    } else if (effect instanceof SyncEffect.Join it) {
      joining.begin(it.links());
    } else if (effect instanceof SyncEffect.Release) {
      mover.release();
    } else {
      punish(effect);
    }
  }

  private void punish(SyncEffect effect) {
    if (effect instanceof SyncEffect.Report it) {
      parts.peers().network().report(it.peer(), it.fault());
    } else if (effect instanceof SyncEffect.Ban it) {
      parts.peers().control().ban(it.peer(), PROVED_FALSE_BAN, it.why());
    } else if (effect instanceof SyncEffect.Disconnect it) {
      parts.peers().network().disconnect(it.peer());
    } else if (effect instanceof SyncEffect.Halt it) {
      parts.listener().halted(it.report());
    } else {
      throw new IllegalStateException("unknown effect " + effect);
    }
  }

  private void present(PeerId peer, boolean speaks) {
    step(speaks ? new SyncInput.Joined(peer) : new SyncInput.Left(peer));
    joining.present(peer, speaks);
  }
}
