package network.clawnet.p2p.kad.lookup;

import network.clawnet.p2p.kad.table.Diversity;

/**
 * How a lookup walks.
 *
 * @param wanted peers in the result ({@code k})
 * @param parallel requests in flight at once ({@code alpha})
 * @param resiliency peers that must answer at the end of each path ({@code beta})
 * @param paths walks that share no asked peer, so that a liar spoils one of them only
 * @param maxRequests requests after which a lookup ends, whatever it has
 * @param diversity share of one IP group
 */
public record LookupLimits(
    int wanted, int parallel, int resiliency, int paths, int maxRequests, Diversity diversity) {
  /** The values of go, on three paths. */
  public static LookupLimits standard(Diversity diversity) {
    return new LookupLimits(20, 10, 3, 3, 240, diversity);
  }
}
