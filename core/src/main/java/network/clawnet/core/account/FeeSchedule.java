package network.clawnet.core.account;

import network.clawnet.core.units.Tokens;

/**
 * Genesis parameters of what events cost. Source: docs/protocol/events.md, section 5.
 *
 * @param transferMin least fee of a transfer
 * @param escrowBasisPoints fee for locking money in an escrow, in 1/10 000 of it, 0 to 10 000
 * @param escrowMin least fee for locking money in an escrow
 */
public record FeeSchedule(Tokens transferMin, int escrowBasisPoints, Tokens escrowMin) {
  /** 1 Token for a transfer, 0.5 % and at least 1 Token for an escrow. */
  public static final FeeSchedule DEFAULT = new FeeSchedule(new Tokens(1), 50, new Tokens(1));

  private static final int WHOLE = 10_000;

  public FeeSchedule {
    if (escrowBasisPoints < 0 || escrowBasisPoints > WHOLE) {
      throw new IllegalArgumentException("escrowBasisPoints out of range: " + escrowBasisPoints);
    }
  }

  /** Returns the fee for locking {@code amount}, rounded up. */
  public Tokens escrowFee(Tokens amount) {
    // split, so that no product exceeds a long
    long whole = amount.value() / WHOLE * escrowBasisPoints;
    long rest = amount.value() % WHOLE * escrowBasisPoints;
    Tokens share = new Tokens(whole + (rest + WHOLE - 1) / WHOLE);
    return share.compareTo(escrowMin) > 0 ? share : escrowMin;
  }
}
