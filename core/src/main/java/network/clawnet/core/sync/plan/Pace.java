package network.clawnet.core.sync.plan;

import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.sync.wire.CertifiedHeader;

/**
 * How much patience a node that is behind has: when it hands a newer block to consensus, when it
 * takes ranges of blocks while consensus stands still, and when it takes a snapshot.
 */
final class Pace {
  /** Blocks behind up to which consensus fetches them itself. */
  static final int NEAR_BLOCKS = 64;

  private static final long SECOND = 1_000_000_000L;
  private static final long FOLLOW_AGAIN_NANOS = SECOND;
  private static final long EPOCH_PATIENCE_NANOS = SECOND;
  private static final long PATIENCE_NANOS = 3 * SECOND;
  private static final long VOTER_HOLD_NANOS = 10 * SECOND;
  private static final long REST_NANOS = 5 * SECOND;
  private static final int MAX_DOUBLINGS = 6;
  private static final long JOIN_AGAIN_NANOS = 600 * SECOND;

  /** A validator gets blocks from the others; only when that fails it is like any full node. */
  private static final long VOTER_PATIENCE_NANOS = SECOND;

  private final PublicKey self;
  private final Frontier frontier;
  private boolean wanted;
  private long followedAt;
  private long followedHeight;
  private long holdNotBefore = Long.MIN_VALUE;
  private int fruitless;
  private long joinNotBefore = Long.MIN_VALUE;

  /**
   * Begins with nothing done.
   *
   * @param self the node's own consensus key
   */
  Pace(PublicKey self, Frontier frontier) {
    this.self = self;
    this.frontier = frontier;
  }

  /** Consensus says that messages do not bring it further. */
  void want() {
    wanted = true;
  }

  /**
   * Returns whether consensus shall stand still for blocks up to that one, if somebody has them.
   */
  boolean holds(CertifiedHeader top, long nowNanos) {
    OwnHead head = frontier.head();
    long behind = frontier.behindNanos(nowNanos);
    return nowNanos >= holdNotBefore
        && (wanted
            || top.height() - head.height() > NEAR_BLOCKS
            || behind >= (votes() ? VOTER_HOLD_NANOS : PATIENCE_NANOS)
            || (top.epoch() > head.epoch() && !votes() && behind >= EPOCH_PATIENCE_NANOS));
  }

  /**
   * Consensus goes on. Who gives nothing must not hold it still again and again.
   *
   * @param moved whether a block was taken while it stood still
   */
  void released(boolean moved, long nowNanos) {
    wanted = false;
    fruitless = moved ? 0 : Math.min(fruitless + 1, MAX_DOUBLINGS);
    holdNotBefore = moved ? nowNanos : nowNanos + (REST_NANOS << fruitless);
  }

  /** Returns whether consensus shall be told of a newer block of the ledger's epoch. */
  boolean follows(CertifiedHeader top, long nowNanos) {
    boolean again = nowNanos - followedAt >= FOLLOW_AGAIN_NANOS;
    boolean soon = votes() && frontier.behindNanos(nowNanos) < VOTER_PATIENCE_NANOS;
    return !soon && (top.height() != followedHeight || again);
  }

  /** Consensus was told of it. */
  void followed(CertifiedHeader top, long nowNanos) {
    followedHeight = top.height();
    followedAt = nowNanos;
  }

  /** Returns whether a snapshot may be tried. */
  boolean mayJoin(long nowNanos) {
    return nowNanos >= joinNotBefore;
  }

  /** Nothing came of a snapshot. */
  void joinFailed(long nowNanos) {
    joinNotBefore = nowNanos + JOIN_AGAIN_NANOS;
  }

  private boolean votes() {
    return frontier.head().validators().indexOf(self) >= 0;
  }
}
