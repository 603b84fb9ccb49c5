package network.clawnet.daemon.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.crypto.Hash;

/**
 * The blocks that this node has voted for, by its journal: each was executed with success before
 * its vote was written, every signature in it included.
 */
final class VotedBlocks {
  private VotedBlocks() {}

  static Set<Hash> of(List<JournalRecord> records) {
    Set<Hash> voted = new HashSet<>();
    for (JournalRecord record : records) {
      if (record instanceof JournalRecord.OwnVote own
          && own.vote().ballot().kind() == VoteKind.NOTARIZE) {
        voted.add(own.vote().ballot().blockHash());
      }
    }
    return voted;
  }
}
