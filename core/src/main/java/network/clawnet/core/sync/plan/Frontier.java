package network.clawnet.core.sync.plan;

import network.clawnet.core.sync.wire.CertifiedHeader;
import org.jspecify.annotations.Nullable;

/** The newest final block that is proved, and the one that the own ledger has reached. */
final class Frontier {
  private OwnHead head;
  private @Nullable CertifiedHeader best;
  private long behindSince;

  Frontier(OwnHead head) {
    this.head = head;
  }

  /** Returns where the ledger stands. */
  OwnHead head() {
    return head;
  }

  /** Returns the newest block that is proved, or null if none is newer than the ledger. */
  @Nullable CertifiedHeader ahead() {
    return isBehind() ? best : null;
  }

  /** Returns the newest block that was ever proved, or null if none was. */
  @Nullable CertifiedHeader best() {
    return best;
  }

  /** Returns the height of the newest final block that is known here. */
  long height() {
    return Math.max(head.height(), bestHeight());
  }

  /** Returns nanoseconds for which a newer final block has been known and not been reached. */
  long behindNanos(long nowNanos) {
    return isBehind() ? nowNanos - behindSince : 0;
  }

  /**
   * The ledger stands there now.
   *
   * @return false if it has been there before
   */
  boolean reach(OwnHead reached, long nowNanos) {
    if (reached.height() <= head.height()) {
      return false;
    }
    head = reached;
    behindSince = nowNanos;
    return true;
  }

  /** A block is proved to be final; nothing where it is not the newest. */
  void raise(CertifiedHeader certified, long nowNanos) {
    if (certified.height() <= height()) {
      return;
    }
    if (!isBehind()) {
      behindSince = nowNanos;
    }
    best = certified;
  }

  private boolean isBehind() {
    return bestHeight() > head.height();
  }

  private long bestHeight() {
    CertifiedHeader newest = best;
    return newest == null ? 0 : newest.height();
  }
}
