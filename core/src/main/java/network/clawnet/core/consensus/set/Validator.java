package network.clawnet.core.consensus.set;

import network.clawnet.core.crypto.PublicKey;

/**
 * A member of a validator set.
 *
 * @param key consensus key
 * @param weight voting weight, 1..{@link #MAX_WEIGHT}
 */
public record Validator(PublicKey key, long weight) {
  /** Largest weight of one validator: every weight is exact as a JSON number. */
  public static final long MAX_WEIGHT = (1L << 53) - 1;

  public Validator {
    if (weight < 1 || weight > MAX_WEIGHT) {
      throw new IllegalArgumentException("validator weight " + weight + " out of range");
    }
  }
}
