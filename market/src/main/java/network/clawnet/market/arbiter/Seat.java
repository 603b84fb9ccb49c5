package network.clawnet.market.arbiter;

import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;

/**
 * What an arbiter has staked.
 *
 * @param number its place among the seats that are drawn; without meaning once given up
 * @param since block time of the stake, epoch milliseconds
 * @param returnsAt block time at which the money comes back, epoch milliseconds; 0 while it is
 *     drawn
 */
public record Seat(Did holder, int number, Tokens stake, long since, long returnsAt) {
  /** Returns whether deals may draw it. */
  public boolean isDrawn() {
    return returnsAt == 0;
  }

  Seat at(int newNumber) {
    return new Seat(holder, newNumber, stake, since, returnsAt);
  }

  Seat returningAt(long time) {
    return new Seat(holder, number, stake, since, time);
  }
}
