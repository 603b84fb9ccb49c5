package network.clawnet.p2p.kad.machine;

import network.clawnet.p2p.kad.lookup.LookupLimits;
import network.clawnet.p2p.kad.record.StoreLimits;
import network.clawnet.p2p.kad.table.Diversity;

/**
 * What a DHT node is told at its start.
 *
 * @param serves whether it answers requests and may be in tables; a private network always serves
 * @param lookups how lookups walk; its {@code wanted} is also the bucket size
 * @param stores how much is kept for others
 * @param timing how often and how long
 * @param requestsPerSecond requests that one peer may make in the long run
 * @param requestBurst requests that one peer may make at once
 * @param maxTasks commands under way at once
 */
public record KadConfig(
    boolean serves,
    LookupLimits lookups,
    StoreLimits stores,
    KadTiming timing,
    int requestsPerSecond,
    int requestBurst,
    int maxTasks) {
  /** A serving node; {@link Diversity#PRIVATE} or {@link Diversity#PUBLIC} fits its network. */
  public static KadConfig server(Diversity diversity) {
    return new KadConfig(
        true,
        LookupLimits.standard(diversity),
        StoreLimits.STANDARD,
        KadTiming.STANDARD,
        50,
        500,
        64);
  }

  /** The same node as a client: it asks and is never asked. */
  public KadConfig asClient() {
    return new KadConfig(false, lookups, stores, timing, requestsPerSecond, requestBurst, maxTasks);
  }

  /** The same node with other times. */
  public KadConfig withTiming(KadTiming other) {
    return new KadConfig(serves, lookups, stores, other, requestsPerSecond, requestBurst, maxTasks);
  }
}
