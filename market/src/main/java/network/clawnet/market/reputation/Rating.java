package network.clawnet.market.reputation;

import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;

/**
 * What one deal says about one of its parties.
 *
 * @param deal order or lease
 * @param other the party's partner in the deal
 * @param side which side the party was on
 * @param time block time of the deal's end, epoch milliseconds
 * @param outcome how well the party did, 0 to 1 000; follows from how the deal ended
 * @param disputed whether somebody had to rule, or nobody did
 * @param stars the partner's review, 1 to 5; 0 for none
 */
public record Rating(
    Hash deal, Did other, Side side, long time, int outcome, boolean disputed, int stars) {
  /** Best outcome. */
  public static final int BEST = 1_000;

  /** Which side of a deal. */
  public enum Side {
    SELLER,
    BUYER
  }

  Rating withStars(int newStars) {
    return new Rating(deal, other, side, time, outcome, disputed, newStars);
  }
}
