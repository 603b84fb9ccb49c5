package network.clawnet.core.consensus.epoch;

import network.clawnet.core.consensus.message.PeerStatus;
import network.clawnet.core.consensus.step.Timing;

/**
 * Notices that peers claim to be ahead by more than their messages repair. A false claim costs one
 * look by block sync, at most once per interval.
 */
final class CatchUp {
  /** Height difference at which messages are no longer waited for. */
  private static final long FAR_BLOCKS = 64;

  private final Timing timing;
  private long height = -1;
  private boolean stuck;
  private long stuckSince;
  private long nextAt = Long.MIN_VALUE;

  CatchUp(Timing timing) {
    this.timing = timing;
  }

  /** Returns true if block sync should look now. */
  boolean isDue(PeerStatus own, PeerStatus theirs, long nowNanos) {
    boolean ahead =
        theirs.epoch() > own.epoch()
            || (theirs.epoch() == own.epoch() && theirs.finalizedHeight() > own.finalizedHeight());
    if (own.finalizedHeight() != height) {
      height = own.finalizedHeight();
      stuck = false;
    }
    if (ahead && !stuck) {
      stuck = true;
      stuckSince = nowNanos;
    }
    boolean far =
        theirs.epoch() > own.epoch() + 1
            || theirs.finalizedHeight() - own.finalizedHeight() > FAR_BLOCKS;
    boolean late = ahead && nowNanos - stuckSince >= 2 * timing.advanceNs();
    if (nowNanos < nextAt || (!far && !late)) {
      return false;
    }
    nextAt = nowNanos + timing.retryNs();
    return true;
  }
}
