package network.clawnet.core.account;

/**
 * Genesis parameters of the free lane.
 *
 * @param bytesPerSecond of block time, 1 to 2^30
 * @param burstBytes largest room, 1 to 2^30
 */
public record LaneLimits(long bytesPerSecond, long burstBytes) {
  public static final LaneLimits DEFAULT = new LaneLimits(64 * 1024, 1024 * 1024);

  private static final long MAX = 1L << 30;

  public LaneLimits {
    if (bytesPerSecond < 1 || bytesPerSecond > MAX || burstBytes < 1 || burstBytes > MAX) {
      throw new IllegalArgumentException("free lane limits out of range");
    }
  }
}
