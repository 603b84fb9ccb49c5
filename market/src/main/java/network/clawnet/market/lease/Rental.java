package network.clawnet.market.lease;

import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.units.Tokens;
import network.clawnet.market.kernel.Terms;

/**
 * What was fixed when a lease began, for good.
 *
 * @param arbiter who would rule, if anybody
 * @param price of one unit or one period
 * @param units most units, or the number of periods
 * @param periodMs length of a period, milliseconds; 0 where units are counted
 * @param startedAt block time, epoch milliseconds
 */
public record Rental(
    Hash listing,
    Did renter,
    Did provider,
    Optional<Did> arbiter,
    Tokens price,
    long units,
    long periodMs,
    Terms terms,
    long startedAt) {
  /** Returns whether the lease is paid by the period. */
  public boolean isSubscription() {
    return periodMs > 0;
  }

  /** Returns what the renter has locked. */
  public Tokens amount() {
    return worth(units);
  }

  /** Returns what so many units or periods cost; no more than are rented. */
  public Tokens worth(long count) {
    return new Tokens(Math.multiplyExact(price.value(), count));
  }

  /** Returns the block time at which it ends by itself, epoch milliseconds. */
  public long endsAt() {
    return startedAt + (isSubscription() ? periodMs * units : terms.deliverMs());
  }

  /** Returns the periods that have begun at a block time. */
  long begunAt(long time) {
    return Math.min(units, (time - startedAt) / periodMs + 1);
  }

  /** Returns the periods that are over at a block time. */
  long overAt(long time) {
    return Math.min(units, (time - startedAt) / periodMs);
  }
}
