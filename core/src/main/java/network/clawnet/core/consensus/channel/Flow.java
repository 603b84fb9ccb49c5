package network.clawnet.core.consensus.channel;

/**
 * Bytes that one peer may send per second. Who sends more is read later, which holds the sender
 * back and loses nothing. Pure.
 */
final class Flow {
  private static final long SECOND = 1_000_000_000L;

  private final long bytesPerSecond;
  private final long burst;
  private final long fullAfter;
  private long credit;
  private long at;

  /**
   * Begins with full credit.
   *
   * @param burst bytes that may come at once after a pause
   */
  Flow(long bytesPerSecond, long burst, long nowNanos) {
    this.bytesPerSecond = bytesPerSecond;
    this.burst = burst;
    this.fullAfter = (burst / bytesPerSecond + 1) * SECOND;
    this.credit = burst;
    this.at = nowNanos;
  }

  /** Counts bytes that came; returns how many nanoseconds to wait before reading on. */
  long take(long bytes, long nowNanos) {
    long passed = Math.max(0, nowNanos - at);
    // a debt is at most one frame, and so long paid back
    long earned =
        passed >= fullAfter ? burst - Math.min(0, credit) : passed * bytesPerSecond / SECOND;
    credit = Math.min(burst, credit + earned) - bytes;
    at = nowNanos;
    return credit >= 0 ? 0 : 1 + -credit * SECOND / bytesPerSecond;
  }
}
