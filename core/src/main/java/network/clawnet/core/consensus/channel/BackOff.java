package network.clawnet.core.consensus.channel;

import java.util.SplittableRandom;
import java.util.TreeMap;
import network.clawnet.core.identity.PeerId;

/** When a peer may be tried again: later with every failure, and never two at a time. Pure. */
final class BackOff {
  /** What a failure counts that a second try will not mend. */
  private static final int LASTING = 8;

  private static final int MAX_DOUBLINGS = 20;

  private final long firstNanos;
  private final long mostNanos;
  private final SplittableRandom random;
  private final TreeMap<PeerId, Attempt> attempts = new TreeMap<>();

  private record Attempt(boolean running, int failures, long nextAt) {}

  BackOff(long firstNanos, long mostNanos, SplittableRandom random) {
    this.firstNanos = firstNanos;
    this.mostNanos = mostNanos;
    this.random = random;
  }

  boolean isDue(PeerId peer, long nowNanos) {
    Attempt attempt = attempts.get(peer);
    return attempt == null || (!attempt.running() && nowNanos - attempt.nextAt() >= 0);
  }

  /** Returns how many tries have failed in a row. */
  int failures(PeerId peer) {
    Attempt attempt = attempts.get(peer);
    return attempt == null ? 0 : attempt.failures();
  }

  void begin(PeerId peer) {
    attempts.put(peer, new Attempt(true, failures(peer), 0));
  }

  /**
   * The attempt failed, or what it brought was lost.
   *
   * @param lasting whether it will most likely fail again
   */
  void failed(PeerId peer, boolean lasting, long nowNanos) {
    int failures = Math.min(MAX_DOUBLINGS, failures(peer) + (lasting ? LASTING : 1));
    long wait = Math.min(mostNanos, firstNanos << (failures - 1));
    long jitter = random.nextLong(wait / 2 + 1);
    attempts.put(peer, new Attempt(false, failures, nowNanos + wait - jitter));
  }

  /** The attempt succeeded, or there is no reason any more not to try. */
  void forget(PeerId peer) {
    attempts.remove(peer);
  }

  /** Everything may be tried at once, but what is running. */
  void reset() {
    attempts.values().removeIf(it -> !it.running());
  }
}
