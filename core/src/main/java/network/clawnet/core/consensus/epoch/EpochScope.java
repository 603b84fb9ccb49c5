package network.clawnet.core.consensus.epoch;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.consensus.set.LeaderTable;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.consensus.step.ConsensusConfig;
import network.clawnet.core.consensus.step.EpochStart;
import network.clawnet.core.consensus.vote.VoteBook;
import network.clawnet.core.consensus.vote.VoteCheck;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;

/**
 * What does not change during an epoch.
 *
 * @param self own index in the set, -1 for an observer
 * @param leaders who leads which view
 * @param check validity of votes and certificates of this epoch
 * @param book the way to a signature
 */
record EpochScope(
    ConsensusConfig config,
    EpochStart start,
    int self,
    LeaderTable leaders,
    VoteCheck check,
    VoteBook book) {

  ValidatorSet set() {
    return start.validators();
  }

  long epoch() {
    return start.epoch();
  }

  Hash chainId() {
    return config.chainId();
  }

  int leader(long view) {
    return leaders.leader(view);
  }

  boolean leads(long view) {
    return self >= 0 && leader(view) == self;
  }

  /** Returns true if this node decides alone, whatever the others do. */
  boolean selfIsQuorum() {
    return self >= 0 && set().isQuorum(set().weight(self));
  }

  /** Returns true if the others decide nothing without this node. */
  boolean selfIsNeeded() {
    return self >= 0 && !set().isQuorum(set().totalWeight() - set().weight(self));
  }

  /** Returns the keys of all members but this node. */
  List<PublicKey> peers() {
    List<PublicKey> peers = new ArrayList<>();
    for (int i = 0; i < set().size(); i++) {
      if (i != self) {
        peers.add(set().key(i));
      }
    }
    return peers;
  }
}
