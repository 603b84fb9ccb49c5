package network.clawnet.p2p.testing;

import java.util.random.RandomGenerator;

/** How long one message is under way. */
@FunctionalInterface
public interface Latency {
  /** Returns milliseconds, at least 0. */
  long sampleMillis(RandomGenerator random);

  /** The same for every message. */
  static Latency fixed(long millis) {
    return random -> millis;
  }

  /** Evenly between both bounds, inclusive. */
  static Latency uniform(long minMillis, long maxMillis) {
    return random -> random.nextLong(minMillis, maxMillis + 1);
  }

  /** Most messages near the median, a few many times later: the logarithm is normal. */
  static Latency longTailed(long medianMillis, double sigma) {
    return random -> Math.round(medianMillis * Math.exp(sigma * random.nextGaussian()));
  }
}
