package network.clawnet.daemon.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.clawnet.core.block.Block;
import network.clawnet.core.chain.rows.Head;
import network.clawnet.core.consensus.message.Ballot;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.crypto.Hash;
import network.clawnet.daemon.process.StartException;

/**
 * The final blocks of the journal that the ledger database lacks after a crash, because the journal
 * is its redo log.
 *
 * @param height of the highest of them; the database's own height if it lacks none
 */
record FinalTail(long height) {
  /**
   * Finds the tail.
   *
   * @throws StartException if a block is in neither that clients were told to be final, and that
   *     this node alone made final
   */
  static FinalTail of(List<JournalRecord> records, Head head) throws StartException {
    Map<Hash, Block> blocks = new HashMap<>();
    Set<Ballot> signed = new HashSet<>();
    for (JournalRecord record : records) {
      if (record instanceof JournalRecord.HeldBlock held) {
        blocks.put(held.block().hash(), held.block());
      } else if (record instanceof JournalRecord.OwnVote own) {
        signed.add(own.vote().ballot());
      }
    }
    Set<Hash> joined = joined(blocks.values(), head);
    long height = head.height();
    for (JournalRecord record : records) {
      if (record instanceof JournalRecord.HeldCertificate held
          && held.certificate().kind() == VoteKind.FINALIZE
          && isAbove(held.certificate(), head)) {
        Block block = blocks.get(held.certificate().ballot().blockHash());
        if (block != null && joined.contains(block.hash())) {
          height = Math.max(height, block.header().height());
        } else if (isOwnWork(held.certificate(), signed)) {
          throw lost(held.certificate(), block == null ? "the block itself" : "one below it");
        }
      }
    }
    return new FinalTail(height);
  }

  /** Others who only follow need not have it: its only signature is this node's. */
  private static boolean isOwnWork(Certificate certificate, Set<Ballot> signed) {
    return certificate.signers() == 1 && signed.contains(certificate.ballot());
  }

  /**
   * Returns the blocks whose ancestors down to the head are all held: no client heard of others.
   */
  private static Set<Hash> joined(Collection<Block> blocks, Head head) {
    List<Block> rising = new ArrayList<>(blocks);
    rising.sort(Comparator.comparingLong(block -> block.header().height()));
    Set<Hash> joined = new HashSet<>();
    joined.add(head.hash());
    for (Block block : rising) {
      if (joined.contains(block.header().parentHash())) {
        joined.add(block.hash());
      }
    }
    return joined;
  }

  private static boolean isAbove(Certificate certificate, Head head) {
    return certificate.epoch() > head.epoch()
        || (certificate.epoch() == head.epoch() && certificate.view() > head.finalView());
  }

  private static StartException lost(Certificate certificate, String what) {
    return new StartException(
        "the consensus journal says that block "
            + certificate.ballot().blockHash().hex()
            + " of view "
            + certificate.view()
            + " is final, but "
            + what
            + " is damaged, and perhaps no other node has it. Nothing was"
            + " changed. Put the undamaged journal file back; without it, events of that block are"
            + " lost, and only a ledger that begins anew can go on");
  }
}
