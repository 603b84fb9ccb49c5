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
import network.clawnet.core.sync.wire.EpochsMessages;
import network.clawnet.core.sync.wire.StatusMessage;
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
  /** Blocks behind up to which consensus fetches them itself. */
  public static final int NEAR_BLOCKS = 64;

  private static final long SECOND = 1_000_000_000L;
  private static final long STATUS_IDLE_NANOS = 10 * SECOND;
  private static final long STATUS_BUSY_NANOS = 2 * SECOND;

  /** Statuses that a peer gives faster than this are not looked at. */
  private static final long MIN_STATUS_NANOS = SECOND / 2;

  private static final long FOLLOW_AGAIN_NANOS = SECOND;
  private static final long EPOCH_PATIENCE_NANOS = SECOND;
  private static final long PATIENCE_NANOS = 3 * SECOND;
  private static final long VOTER_HOLD_NANOS = 10 * SECOND;
  private static final long REST_NANOS = 5 * SECOND;
  private static final int MAX_DOUBLINGS = 6;
  private static final long JOIN_AGAIN_NANOS = 600 * SECOND;

  /** A validator gets blocks from the others; only when that fails it is like any full node. */
  private static final long VOTER_PATIENCE_NANOS = SECOND;

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

  private final Hash chainId;
  private final PublicKey self;
  private final Desk desk;
  private final EpochChain epochs;
  private final RangeTaker ranges;
  private final JoinRule join;
  private final Anchor anchor;
  private @Nullable AnchorWalk walk;
  private OwnHead head;
  private @Nullable CertifiedHeader best;
  private Phase phase = Phase.FOLLOWING;
  private boolean wanted;
  private long behindSince;
  private long followedAt;
  private long holdNotBefore = Long.MIN_VALUE;
  private int fruitless;
  private long joinNotBefore = Long.MIN_VALUE;
  private long followedHeight;

  /**
   * Starts without peers.
   *
   * @param self the node's own consensus key
   * @param head where the ledger stands
   * @param random chooses among peers that are equally good
   */
  public SyncMachine(Network network, PublicKey self, OwnHead head, SplittableRandom random) {
    this.chainId = network.chainId();
    this.self = self;
    this.head = head;
    this.desk = new Desk(new SyncPeers(random));
    this.join = network.join();
    this.anchor = network.anchor();
    this.epochs = new EpochChain(chainId, network.signatures(), anchor);
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
      believe();
      askEpochs();
      advance();
    }
    return desk.effects();
  }

  /** Returns what a header is worth that somebody calls final; changes nothing. */
  public Worth worth(CertifiedHeader claim) {
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
    long target = Math.max(head.height(), bestHeight());
    boolean taking = phase == Phase.TAKING;
    return new SyncProgress(
        head.height(),
        target,
        phase != Phase.FOLLOWING,
        taking ? ranges.blocksPerSecond(desk.now()) : 0,
        desk.peers().all().size());
  }

  /** Returns nanoseconds for which a newer final block has been known and not been reached. */
  public long behindNanos(long nowNanos) {
    return bestHeight() > head.height() ? nowNanos - behindSince : 0;
  }

  /** Returns the peers that lately proved to know the ledger's head. */
  public List<PeerId> confirming(long nowNanos) {
    return desk.peers().all().stream()
        .filter(it -> it.height() >= head.height())
        .filter(it -> it.heardSince(nowNanos - 3 * STATUS_IDLE_NANOS))
        .map(SyncPeer::id)
        .toList();
  }

  private long bestHeight() {
    CertifiedHeader newest = best;
    return newest == null ? 0 : newest.height();
  }

  private void take(SyncInput input) {
    if (input instanceof SyncInput.Joined it) {
      desk.peers().join(it.peer(), desk.now());
      tick();
    } else if (input instanceof SyncInput.Left it) {
      desk.forget(it.peer());
    } else if (input instanceof SyncInput.Claimed it) {
      claimed(it.peer(), it.status());
    } else if (input instanceof SyncInput.Announced it) {
      announced(it);
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
      joinNotBefore = desk.now() + JOIN_AGAIN_NANOS;
    } else if (input instanceof SyncInput.Held it) {
      reach(it.head());
      phase = Phase.TAKING;
      ranges.begin(head);
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
    if (reached.height() > head.height()) {
      head = reached;
      behindSince = desk.now();
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
    wanted = true;
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

  private void claimed(PeerId id, StatusMessage status) {
    SyncPeer peer = desk.peers().find(id);
    if (peer == null) {
      return;
    }
    if (!status.chainId().equals(chainId)) {
      desk.forget(id);
      desk.add(new SyncEffect.Disconnect(id));
      return;
    }
    if (!peer.heardSince(desk.now() - MIN_STATUS_NANOS)) {
      peer.claim(status.oldestBody(), status.head(), desk.now());
    }
  }

  private void announced(SyncInput.Announced input) {
    SyncPeer peer = desk.peers().find(input.peer());
    if (peer != null) {
      peer.claim(input.header());
    }
  }

  /** Returns true as long as a checkpoint ahead is not reached: nothing else counts before. */
  private boolean walksToCheckpoint() {
    AnchorWalk walking = walk;
    if (walking == null || phase == Phase.HALTED) {
      return walking != null;
    }
    if (!anchor.isAhead(head.epoch())) {
      walk = null;
    } else if (walking.hasArrived()) {
      epochs.adopt(walking.way());
      epochs.newestEnd().ifPresent(this::raise);
      walk = null;
    } else {
      walking.goOn(head);
    }
    return walk != null;
  }

  /** Verifies what peers claim, where the set that must have signed it is known. */
  private void believe() {
    for (SyncPeer peer : desk.peers().all()) {
      CertifiedHeader claim = peer.claim();
      if (claim == null || claim.epoch() > epochs.newest()) {
        continue;
      }
      if (claim.header().hash().equals(head.hash())) {
        peer.believe(claim);
      } else if (claim.epoch() < head.epoch()) {
        peer.doubt();
      } else if (epochs.set(claim.epoch()).filter(it -> it.certifies(claim)).isPresent()) {
        peer.believe(claim);
        raise(claim);
      } else {
        desk.ban(peer, "false certificate in a status");
      }
    }
  }

  private void raise(CertifiedHeader certified) {
    if (certified.height() <= Math.max(bestHeight(), head.height())) {
      return;
    }
    if (bestHeight() <= head.height()) {
      behindSince = desk.now();
    }
    best = certified;
  }

  private void askEpochs() {
    if (desk.asksForEpochs() || epochs.isFull()) {
      return;
    }
    long first = epochs.newest();
    Optional<SyncPeer> peer = desk.peers().forEpochs(first, desk.now());
    if (peer.isPresent()) {
      desk.askEpochs(peer.get(), new EpochsMessages.Question(first, EpochsMessages.MAX_LINKS));
    }
  }

  private void link(SyncPeer peer, List<EpochLink> links) {
    AnchorWalk walking = walk;
    if (walking != null) {
      walking.got(peer, links).ifPresent(this::halt);
      return;
    }
    long before = epochs.newest();
    for (EpochLink link : links) {
      long epoch = link.last().epoch();
      if (epoch > epochs.newest() || (epoch == epochs.newest() && !epochs.add(link))) {
        peer.answered();
        desk.ban(peer, "false end of an epoch");
        return;
      }
      raise(link.last());
    }
    if (epochs.newest() > before) {
      peer.answered();
    } else {
      desk.brokePromise(peer);
    }
  }

  private void advance() {
    if (phase == Phase.TAKING) {
      CertifiedHeader top = best;
      Optional<String> fault = ranges.run(top, head);
      if (fault.isPresent()) {
        halt(fault.get());
      } else if (ranges.isDone()) {
        ranges.end();
        wanted = false;
        rest(ranges.moved());
        phase = Phase.RELEASING;
        desk.add(new SyncEffect.Release());
      }
    } else if (phase == Phase.FOLLOWING) {
      follow();
    }
  }

  /** Who gives nothing must not hold consensus still again and again. */
  private void rest(boolean moved) {
    fruitless = moved ? 0 : Math.min(fruitless + 1, MAX_DOUBLINGS);
    holdNotBefore = moved ? desk.now() : desk.now() + (REST_NANOS << fruitless);
  }

  private void follow() {
    CertifiedHeader top = best;
    if (top == null || top.height() <= head.height()) {
      return;
    }
    if (isFar(top) && mayJoin()) {
      phase = Phase.JOINING;
      desk.add(new SyncEffect.Join(epochs.links()));
    } else if (isFar(top)) {
      phase = Phase.HOLDING;
      desk.add(new SyncEffect.Hold());
    } else if (top.epoch() == head.epoch()) {
      handOver(top);
    }
  }

  private boolean mayJoin() {
    return desk.now() >= joinNotBefore
        && epochs
            .newestEnd()
            .filter(it -> join.suits(head, it.height(), it.header().tsMs()))
            .isPresent();
  }

  private boolean isFar(CertifiedHeader top) {
    long behind = behindNanos(desk.now());
    return desk.peers().height() > head.height()
        && desk.now() >= holdNotBefore
        && (wanted
            || top.height() - head.height() > NEAR_BLOCKS
            || behind >= (votes() ? VOTER_HOLD_NANOS : PATIENCE_NANOS)
            || (top.epoch() > head.epoch() && !votes() && behind >= EPOCH_PATIENCE_NANOS));
  }

  private boolean votes() {
    return head.validators().indexOf(self) >= 0;
  }

  private void handOver(CertifiedHeader top) {
    boolean again = desk.now() - followedAt >= FOLLOW_AGAIN_NANOS;
    boolean soon = votes() && behindNanos(desk.now()) < VOTER_PATIENCE_NANOS;
    if (soon || (top.height() == followedHeight && !again)) {
      return;
    }
    desk.peers()
        .knowing(top.height())
        .ifPresent(
            peer -> {
              followedHeight = top.height();
              followedAt = desk.now();
              desk.add(new SyncEffect.Follow(peer.id(), top));
            });
  }
}
