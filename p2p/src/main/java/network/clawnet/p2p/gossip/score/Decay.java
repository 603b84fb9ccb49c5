package network.clawnet.p2p.gossip.score;

/** How counters fade: by a factor each tick, until they are too small to matter. */
public final class Decay {
  /** Time between two ticks in milliseconds. */
  public static final long TICK_MILLIS = 1000;

  /** Below this a counter is zero. */
  static final double ZERO = 0.01;

  private Decay() {}

  /** Returns the factor with which a counter of 1 is zero after {@code millis}. */
  public static double factor(long millis) {
    return Math.pow(ZERO, (double) TICK_MILLIS / millis);
  }

  static double apply(double counter, double factor) {
    double rest = counter * factor;
    return rest < ZERO ? 0 : rest;
  }
}
