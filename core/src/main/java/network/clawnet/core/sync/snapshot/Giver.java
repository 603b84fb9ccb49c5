package network.clawnet.core.sync.snapshot;

import network.clawnet.core.identity.PeerId;

/** A peer that offers the snapshot. */
final class Giver {
  private static final long REST_NANOS = 1_000_000_000L;
  private static final int MAX_DOUBLINGS = 5;

  private final PeerId id;
  private int open;
  private int failures;
  private long restUntil = Long.MIN_VALUE;

  Giver(PeerId id) {
    this.id = id;
  }

  PeerId id() {
    return id;
  }

  int open() {
    return open;
  }

  boolean isResting(long nowNanos) {
    return restUntil > nowNanos;
  }

  void asked() {
    open++;
  }

  void answered() {
    open--;
    failures = 0;
  }

  /** Nobody waits for its answer any more; it is not to blame. */
  void released() {
    open--;
  }

  /** Others are asked first for a while, longer each time. */
  void failed(long nowNanos) {
    open--;
    restUntil = nowNanos + (REST_NANOS << Math.min(failures, MAX_DOUBLINGS));
    failures++;
  }
}
