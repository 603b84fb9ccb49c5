package network.clawnet.core.sync.plan;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.sync.epochs.Anchor;
import network.clawnet.core.sync.wire.CertifiedHeader;
import network.clawnet.core.sync.wire.EpochLink;
import network.clawnet.core.sync.wire.EpochSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings a full node to the newest final block. A deterministic function of its inputs; one owner
 * thread.
 *
 * <p>A little behind, it hands the newest certificate to consensus, which fetches the blocks. Far
 * behind, it verifies the chain of epochs, lets consensus stand still, takes ranges from several
 * peers, and lets consensus go on from there. Nothing counts but what a certificate proves.
 */
public final class SyncMachine {
  private static final long SECOND = 1_000_000_000L;
  private static final long STATUS_IDLE_NANOS = 10 * SECOND;
  private static final long STATUS_BUSY_NANOS = 2 * SECOND;

  private enum Phase {
    FOLLOWING,
    HOLDING,
    TAKING,
    RELEASING,
    JOINING,
    HALTED
  }

  /**
   * What all nodes of a network share, and what the operator wants.
   *
   * @param join when a snapshot is taken
   * @param anchor what the end of one epoch must be
   */
  public record Network(Hash chainId, SignatureCheck signatures, JoinRule join, Anchor anchor) {}

  /** What an announced header is worth. */
  public enum Worth {
    /** Certified by the right set, and newer than the ledger. */
    NEW,
    /** Not newer than the ledger, or its epoch's set is not known here. */
    NOTHING,
    /** Shown to be false. */
    FALSE
  }

  private final JoinRule join;
  private final Frontier frontier;
  private final Desk desk;
  private final EpochChain epochs;
  private final Claims claims;
  private final Pace pace;
  private final RangeTaker ranges;
  private final Anchor anchor;
  private @Nullable AnchorWalk walk;
  private Phase phase = Phase.FOLLOWING;

  /**
   * Starts without peers.
   *
   * @param self the node's own consensus key
   * @param head where the ledger stands
   * @param random chooses among peers that are equally good
   */
  public SyncMachine(Network network, PublicKey self, OwnHead head, SplittableRandom random) {
    this.join = network.join();
    this.anchor = network.anchor();
    this.frontier = new Frontier(head);
    this.desk = new Desk(new SyncPeers(random));
    this.epochs = new EpochChain(network.chainId(), network.signatures(), anchor);
    this.claims = new Claims(network.chainId(), desk, epochs, frontier);
    this.pace = new Pace(self, frontier);
    this.ranges = new RangeTaker(desk, epochs);
    epochs.reach(head);
    this.walk = anchor.isAhead(head.epoch()) ? new AnchorWalk(network, desk) : null;
  }

  /** Takes one input and returns what is to be done, in order. */
  public List<SyncEffect> step(long nowNanos, SyncInput input) {
    desk.begin(nowNanos);
    if (phase != Phase.HALTED) {
      take(input);
      if (walksToCheckpoint()) {
        return desk.effects();
      }
      claims.verify();
      claims.askEpochs();
      advance();
    }
    return desk.effects();
  }

  /** Returns what a header is worth that somebody calls final; changes nothing. */
  public Worth worth(CertifiedHeader claim) {
    OwnHead head = frontier.head();
    if (walk != null || claim.height() <= head.height() || claim.epoch() < head.epoch()) {
      return Worth.NOTHING;
    }
    Optional<EpochSet> set = epochs.set(claim.epoch());
    if (set.isEmpty()) {
      return Worth.NOTHING;
    }
    return set.get().certifies(claim) ? Worth.NEW : Worth.FALSE;
  }

  public SyncProgress progress() {
    boolean taking = phase == Phase.TAKING;
    return new SyncProgress(
        frontier.head().height(),
        frontier.height(),
        phase != Phase.FOLLOWING,
        taking ? ranges.blocksPerSecond(desk.now()) : 0,
        desk.peers().all().size());
  }

  /** Returns nanoseconds for which a newer final block has been known and not been reached. */
  public long behindNanos(long nowNanos) {
    return frontier.behindNanos(nowNanos);
  }

  /** Returns the peers that lately proved to know the ledger's head. */
  public List<PeerId> confirming(long nowNanos) {
    return desk.peers().all().stream()
        .filter(it -> it.height() >= frontier.head().height())
        .filter(it -> it.heardSince(nowNanos - 3 * STATUS_IDLE_NANOS))
        .map(SyncPeer::id)
        .toList();
  }

  private void take(SyncInput input) {
    if (input instanceof SyncInput.Joined it) {
      desk.peers().join(it.peer(), desk.now());
      tick();
    } else if (input instanceof SyncInput.Left it) {
      desk.forget(it.peer());
    } else if (input instanceof SyncInput.Claimed it) {
      claims.claimed(it.peer(), it.status());
    } else if (input instanceof SyncInput.Announced it) {
      claims.announced(it);
    } else if (input instanceof SyncInput.GotEpochs it) {
      desk.take(it.id()).ifPresent(question -> link(question.peer(), it.links()));
    } else if (input instanceof SyncInput.GotBlocks it) {
      desk.take(it.id()).ifPresent(question -> ranges.got(question, it.range()));
    } else if (input instanceof SyncInput.Failed it) {
      desk.take(it.id()).ifPresent(question -> desk.failed(question, it.malformed()));
    } else if (input instanceof SyncInput.Wanted) {
      want();
    } else if (input instanceof SyncInput.Tick) {
      tick();
    } else {
      own(input);
    }
  }

  private void own(SyncInput input) {
    if (input instanceof SyncInput.Moved it) {
      if (phase == Phase.FOLLOWING || phase == Phase.JOINING) {
        reach(it.head());
      }
    } else if (input instanceof SyncInput.JoinOver) {
      phase = Phase.FOLLOWING;
      pace.joinFailed(desk.now());
    } else if (input instanceof SyncInput.Held it) {
      reach(it.head());
      phase = Phase.TAKING;
      ranges.begin(frontier.head());
    } else if (input instanceof SyncInput.Imported it) {
      imported(it);
    } else if (input instanceof SyncInput.Released it) {
      reach(it.head());
      phase = Phase.FOLLOWING;
    } else {
      throw new IllegalStateException("unknown input " + input);
    }
  }

  private void reach(OwnHead reached) {
    if (frontier.reach(reached, desk.now())) {
      epochs.reach(reached);
    }
  }

  private void imported(SyncInput.Imported input) {
    if (input.fault().isEmpty()) {
      reach(input.head());
      ranges.imported(input.head());
    } else {
      halt(input.fault());
    }
  }

  private void halt(String report) {
    phase = Phase.HALTED;
    desk.add(new SyncEffect.Halt(report));
  }

  private void want() {
    pace.want();
    desk.peers().all().forEach(it -> it.askStatusAt(desk.now()));
    tick();
  }

  private void tick() {
    desk.expire();
    long again = phase == Phase.TAKING ? STATUS_BUSY_NANOS : STATUS_IDLE_NANOS;
    for (SyncPeer peer : desk.peers().all()) {
      if (peer.isStatusDue(desk.now())) {
        peer.askStatusAt(desk.now() + again);
        desk.add(new SyncEffect.AskStatus(peer.id()));
      }
    }
  }

  /** Returns true as long as a checkpoint ahead is not reached: nothing else counts before. */
  private boolean walksToCheckpoint() {
    AnchorWalk walking = walk;
    if (walking == null || phase == Phase.HALTED) {
      return walking != null;
    }
    if (!anchor.isAhead(frontier.head().epoch())) {
      walk = null;
    } else if (walking.hasArrived()) {
      epochs.adopt(walking.way());
      epochs.newestEnd().ifPresent(it -> frontier.raise(it, desk.now()));
      walk = null;
    } else {
      walking.goOn(frontier.head());
    }
    return walk != null;
  }

  private void link(SyncPeer peer, List<EpochLink> links) {
    AnchorWalk walking = walk;
    if (walking == null) {
      claims.link(peer, links);
    } else {
      walking.got(peer, links).ifPresent(this::halt);
    }
  }

  private void advance() {
    if (phase == Phase.TAKING) {
      goOnTaking();
    } else if (phase == Phase.FOLLOWING) {
      follow();
    }
  }

  private void goOnTaking() {
    Optional<String> fault = ranges.run(frontier.best(), frontier.head());
    if (fault.isPresent()) {
      halt(fault.get());
    } else if (ranges.isDone()) {
      ranges.end();
      pace.released(ranges.moved(), desk.now());
      phase = Phase.RELEASING;
      desk.add(new SyncEffect.Release());
    }
  }

  private void follow() {
    CertifiedHeader top = frontier.ahead();
    if (top == null) {
      return;
    }
    boolean far = isKnownAhead() && pace.holds(top, desk.now());
    if (far && suitsSnapshot()) {
      phase = Phase.JOINING;
      desk.add(new SyncEffect.Join(epochs.links()));
    } else if (far) {
      phase = Phase.HOLDING;
      desk.add(new SyncEffect.Hold());
    } else if (top.epoch() == frontier.head().epoch()) {
      handOver(top);
    }
  }

  private boolean isKnownAhead() {
    return desk.peers().height() > frontier.head().height();
  }

  private boolean suitsSnapshot() {
    return pace.mayJoin(desk.now())
        && epochs
            .newestEnd()
            .filter(it -> join.suits(frontier.head(), it.height(), it.header().tsMs()))
            .isPresent();
  }

  private void handOver(CertifiedHeader top) {
    if (pace.follows(top, desk.now())) {
      desk.peers()
          .knowing(top.height())
          .ifPresent(
              peer -> {
                pace.followed(top, desk.now());
                desk.add(new SyncEffect.Follow(peer.id(), top));
              });
    }
  }
}
