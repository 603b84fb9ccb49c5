package network.clawnet.core.consensus.vote;

import java.util.LinkedHashMap;
import java.util.Map;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;

/**
 * Decides whether votes and certificates of one epoch are valid. Remembers good votes, so that a
 * certificate made of votes seen before costs no signature check.
 */
public final class VoteCheck {
  /** Votes that are remembered. */
  private static final int CACHE_VOTES = 8_192;

  private final Hash chainId;
  private final long epoch;
  private final ValidatorSet set;
  private final SignatureCheck check;
  private final Map<Vote, Boolean> good =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Vote, Boolean> eldest) {
          return size() > CACHE_VOTES;
        }
      };

  public VoteCheck(Hash chainId, long epoch, ValidatorSet set, SignatureCheck check) {
    this.chainId = chainId;
    this.epoch = epoch;
    this.set = set;
    this.check = check;
  }

  /** Returns true if a member signed it for this epoch. */
  public boolean isValid(Vote vote) {
    Ballot ballot = vote.ballot();
    return ballot.epoch() == epoch
        && vote.signer() < set.size()
        && isSigned(vote, ballot.signedBytes(chainId));
  }

  /** Returns true if it is of this epoch, its signers are a quorum, and every signature is good. */
  public boolean isValid(Certificate certificate) {
    if (certificate.epoch() != epoch || !certificate.hasQuorumOf(set)) {
      return false;
    }
    byte[] signed = certificate.ballot().signedBytes(chainId);
    for (Vote vote : certificate.votes()) {
      if (!isSigned(vote, signed)) {
        return false;
      }
    }
    return true;
  }

  private boolean isSigned(Vote vote, byte[] signed) {
    if (good.containsKey(vote)) {
      return true;
    }
    if (!check.verify(set.key(vote.signer()), signed, vote.signature())) {
      return false;
    }
    good.put(vote, true);
    return true;
  }
}
