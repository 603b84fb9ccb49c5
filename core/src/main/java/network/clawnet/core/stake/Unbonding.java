package network.clawnet.core.stake;

import network.clawnet.core.units.Tokens;

/**
 * Stake on its way back to its owner; it can be slashed until it is there.
 *
 * @param askedIn epoch in which it was asked for
 * @param leftIn last epoch whose set counted it; 0 while {@link #maturesAt} is 0
 * @param maturesAt block time from which it may return, epoch milliseconds; 0 while a set that is
 *     fixed still counts it
 */
public record Unbonding(Tokens amount, long askedIn, long leftIn, long maturesAt) {
  static Unbonding asked(Tokens amount, long epoch) {
    return new Unbonding(amount, epoch, 0, 0);
  }

  /** Returns whether no set counts it any more, so that its time runs. */
  public boolean hasLeft() {
    return maturesAt > 0;
  }

  Unbonding left(long epoch, long maturity) {
    return new Unbonding(amount, askedIn, epoch, maturity);
  }

  Unbonding withAmount(Tokens value) {
    return new Unbonding(value, askedIn, leftIn, maturesAt);
  }

  /**
   * Returns whether it may return now. Beyond its time, the epochs in which its votes are evidence
   * must be over, however long they took.
   */
  boolean isMature(long blockTime, long epoch, int evidenceEpochs) {
    return hasLeft() && blockTime >= maturesAt && epoch > leftIn + evidenceEpochs;
  }
}
