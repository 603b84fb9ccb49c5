package network.clawnet.market.listing;

import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.market.kernel.Terms;

/**
 * What the owner of a listing has signed.
 *
 * @param maxOpen most deals that may run at once
 * @param expiresAt block time from which nobody may take it, epoch milliseconds
 * @param contentHash what a delivery must be, if the owner says so
 * @param operator who runs the agent that is offered, if the owner says so
 */
public record Offer(
    Pricing pricing,
    Terms terms,
    int maxOpen,
    long expiresAt,
    Optional<Hash> contentHash,
    Optional<Did> operator) {
  /** Most deals that a listing may have running. */
  public static final int MAX_OPEN = 1_000_000;

  /** Longest time for which a listing stands, milliseconds. */
  public static final long MAX_AGE_MS = 31_536_000_000L;

  /** Time for which a listing stands that does not say, milliseconds. */
  public static final long DEFAULT_AGE_MS = 7_776_000_000L;

  Offer expiringAt(long time) {
    return new Offer(pricing, terms, maxOpen, time, contentHash, operator);
  }
}
