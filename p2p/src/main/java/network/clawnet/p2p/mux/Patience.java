package network.clawnet.p2p.mux;

/**
 * How much of what costs the peer nothing is put up with: a token bucket of {@link #BURST} that
 * fills by {@link #PER_SECOND}.
 */
final class Patience {
  static final int BURST = 1000;
  static final int PER_SECOND = 100;

  private static final long MICROS_PER_TOKEN = 1_000_000L / PER_SECOND;

  private long tokens = BURST;
  private long filledAt;

  Patience(long nowMicros) {
    filledAt = nowMicros;
  }

  /** Takes one token; false if there is none left. */
  boolean spend(long nowMicros) {
    long grown = (nowMicros - filledAt) / MICROS_PER_TOKEN;
    if (grown > 0) {
      tokens = Math.min(BURST, tokens + grown);
      filledAt += grown * MICROS_PER_TOKEN;
    }
    if (tokens == 0) {
      return false;
    }
    tokens--;
    return true;
  }
}
