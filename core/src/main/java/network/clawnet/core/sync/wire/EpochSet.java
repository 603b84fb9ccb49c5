package network.clawnet.core.sync.wire;

import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.consensus.vote.VoteCheck;
import network.clawnet.core.crypto.Hash;

/** Who may certify the blocks of one epoch. Remembers good votes; one owner thread. */
public final class EpochSet {
  private final Hash chainId;
  private final long epoch;
  private final ValidatorSet validators;
  private final VoteCheck check;

  /**
   * Joins a set with the rule of signatures.
   *
   * @param validators known to be the set of this epoch
   */
  public EpochSet(Hash chainId, long epoch, ValidatorSet validators, SignatureCheck signatures) {
    this.chainId = chainId;
    this.epoch = epoch;
    this.validators = validators;
    this.check = new VoteCheck(chainId, epoch, validators, signatures);
  }

  public long epoch() {
    return epoch;
  }

  public ValidatorSet validators() {
    return validators;
  }

  /**
   * Returns true if the certificate finalizes this very block, and was made by this set in this
   * epoch. Its view can be above the header's: an epoch's last block is proposed again (A12).
   */
  public boolean certifies(CertifiedHeader claim) {
    return claim.header().chainId().equals(chainId)
        && claim.header().epoch() == epoch
        && claim.header().validatorsHash().equals(validators.hash())
        && claim.certificate().kind() == VoteKind.FINALIZE
        && claim.certificate().ballot().blockHash().equals(claim.header().hash())
        && check.isValid(claim.certificate());
  }
}
