package network.clawnet.p2p.identify;

/**
 * How often one connection's pushes are read: 10 in a burst, then one every 5 s. Not thread-safe;
 * the connection's thread owns it.
 */
public final class PushPace {
  private long tokens = IdentifyLimits.PUSH_BURST;
  private long atMillis;

  /** Creates the pace of a new connection. */
  public PushPace(long nowMillis) {
    atMillis = nowMillis;
  }

  /** Returns whether one more is read now. */
  public boolean take(long nowMillis) {
    long gained = (nowMillis - atMillis) / IdentifyLimits.PUSH_MILLIS;
    tokens = Math.min(IdentifyLimits.PUSH_BURST, tokens + gained);
    atMillis += gained * IdentifyLimits.PUSH_MILLIS;
    if (tokens == 0) {
      return false;
    }
    tokens--;
    return true;
  }
}
