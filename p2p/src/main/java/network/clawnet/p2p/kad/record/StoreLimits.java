package network.clawnet.p2p.kad.record;

/**
 * How much a node keeps for others.
 *
 * @param maxValueBytes keys and values together, in bytes
 * @param maxValuesPerPeer values that one peer brought
 * @param maxProviderKeys keys with providers
 * @param maxProvidersPerKey providers of one key
 * @param maxKeysPerProvider keys of one provider
 * @param valueMillis until a value is forgotten
 * @param providerMillis until a provider is forgotten
 * @param addrMillis until the addresses that a provider told are forgotten
 */
public record StoreLimits(
    long maxValueBytes,
    int maxValuesPerPeer,
    int maxProviderKeys,
    int maxProvidersPerKey,
    int maxKeysPerProvider,
    long valueMillis,
    long providerMillis,
    long addrMillis) {
  private static final long HOUR_MILLIS = 3_600_000;

  /** 48 hours for records, 24 for addresses; 16 MiB of values and 32 768 provided keys. */
  public static final StoreLimits STANDARD =
      new StoreLimits(
          16L << 20, 1024, 32_768, 64, 8192, 48 * HOUR_MILLIS, 48 * HOUR_MILLIS, 24 * HOUR_MILLIS);
}
