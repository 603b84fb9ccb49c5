package network.clawnet.p2p.mux;

/**
 * What the peer may still send on one stream. Credit is granted only for bytes that the application
 * consumed; the window doubles when a half of it goes within {@link #GROWTH_RTTS} round trips, and
 * the larger credit goes out in the same update. Source: yamux specification, libp2p.md section
 * 5.3.
 */
final class ReceiveWindow {
  /** A window that turns over faster than in so many round trips is too small. */
  private static final int GROWTH_RTTS = 4;

  /** No application answers faster than it is scheduled, however short the link is. */
  private static final long LEAST_RTT_MICROS = 1000;

  private final ConnectionBudget budget;
  private long window = YamuxLimits.INITIAL_WINDOW_BYTES;
  private long credit = YamuxLimits.INITIAL_WINDOW_BYTES;
  private long unread;
  private long grantedAt;

  ReceiveWindow(ConnectionBudget budget, long nowMicros) {
    this.budget = budget;
    grantedAt = nowMicros;
  }

  /** Returns whether the peer was allowed to send so much. */
  boolean allows(long bytes) {
    return bytes <= credit;
  }

  /** Counts bytes that arrive; false if there is no memory for them. */
  boolean arrive(long bytes) {
    long more = Math.max(0, unread + bytes - charge());
    if (!budget.take(more)) {
      return false;
    }
    credit -= bytes;
    unread += bytes;
    return true;
  }

  /** Counts bytes that the application took; returns the credit to grant now, or 0. */
  long consume(int bytes, long nowMicros, long rttMicros, int maxWindow) {
    if (bytes > unread) {
      throw new IllegalStateException("consumed " + bytes + " of " + unread + " unread bytes");
    }
    budget.give(charge() - Math.max(unread - bytes, grown()));
    unread -= bytes;
    if (window - credit - unread < window / 2) {
      return 0;
    }
    if (rttMicros > 0 && nowMicros - grantedAt < growthMicros(rttMicros)) {
      grow(maxWindow);
    }
    grantedAt = nowMicros;
    long delta = window - credit - unread;
    credit += delta;
    return delta;
  }

  private static long growthMicros(long rttMicros) {
    return GROWTH_RTTS * Math.max(rttMicros, LEAST_RTT_MICROS);
  }

  private void grow(int maxWindow) {
    long larger = Math.min(2 * window, maxWindow);
    long more = Math.max(unread, larger - YamuxLimits.INITIAL_WINDOW_BYTES) - charge();
    if (larger > window && budget.takeSpare(more)) {
      window = larger;
    }
  }

  /** Gives the memory back; the stream is gone. */
  void close() {
    budget.give(charge());
    unread = 0;
    window = YamuxLimits.INITIAL_WINDOW_BYTES;
  }

  /** A grown window is paid in advance, the initial one only as far as it is unread. */
  private long charge() {
    return Math.max(unread, grown());
  }

  private long grown() {
    return window - YamuxLimits.INITIAL_WINDOW_BYTES;
  }

  long unread() {
    return unread;
  }

  long size() {
    return window;
  }
}
