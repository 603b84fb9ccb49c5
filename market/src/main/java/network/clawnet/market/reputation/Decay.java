package network.clawnet.market.reputation;

import java.math.BigInteger;

/**
 * How much a rating weighs by its age: half after 180 days, at least a tenth, nothing after 730.
 * Source: docs/protocol/market.md, section 9.
 */
public final class Decay {
  /** Oldest age that counts, in days. */
  public static final int MAX_DAYS = 730;

  /** Weight of a rating of today, in millionths. */
  public static final int FULL = 1_000_000;

  private static final int LEAST = FULL / 10;
  private static final long DAY_MS = 86_400_000L;

  /** One in units of 10^-18, and the 180th root of a half in the same. */
  private static final BigInteger ONE = BigInteger.TEN.pow(18);

  private static final BigInteger DAILY = BigInteger.valueOf(996_156_587_220_575_218L);
  private static final int[] WEIGHTS = weights();

  private Decay() {}

  /** Returns the weight in millionths; a rating from the future weighs like one of today. */
  public static int weight(long time, long now) {
    long days = Math.max(0, now - time) / DAY_MS;
    return days > MAX_DAYS ? 0 : WEIGHTS[(int) days];
  }

  private static int[] weights() {
    int[] out = new int[MAX_DAYS + 1];
    BigInteger exact = ONE;
    BigInteger unit = ONE.divide(BigInteger.valueOf(FULL));
    for (int day = 0; day <= MAX_DAYS; day++) {
      int rounded = exact.add(unit.shiftRight(1)).divide(unit).intValueExact();
      out[day] = Math.max(LEAST, rounded);
      exact = exact.multiply(DAILY).divide(ONE);
    }
    return out;
  }
}
