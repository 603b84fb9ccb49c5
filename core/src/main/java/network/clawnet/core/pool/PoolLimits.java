package network.clawnet.core.pool;

/**
 * How much may wait.
 *
 * @param maxEvents over all issuers
 * @param maxBytes over all issuers, canonical bytes
 * @param maxPerIssuer events of one issuer
 */
public record PoolLimits(int maxEvents, long maxBytes, int maxPerIssuer) {
  public static final PoolLimits DEFAULT = new PoolLimits(50_000, 64L * 1024 * 1024, 4_096);

  public PoolLimits {
    if (maxEvents < 1 || maxBytes < 1 || maxPerIssuer < 1) {
      throw new IllegalArgumentException("pool limits must be at least 1");
    }
  }
}
