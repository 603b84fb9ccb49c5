package network.clawnet.core.consensus.record;

import network.clawnet.core.block.Block;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.Vote;
import network.clawnet.core.consensus.message.VoteKind;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the consensus journal. Replaying the entries in order restores everything that
 * safety needs; see {@code ConsensusCore.start}.
 *
 * <p>An entry may be deleted only when the head that is durable in the store has an (epoch, view)
 * not below the entry's; see {@link #epoch} and {@link #view}. {@link Birth} and the newest {@link
 * EpochHeader} are repeated at the head of each segment and live on.
 */
public sealed interface JournalRecord {
  /** Epoch that the record belongs to; 0 for {@link Birth}. */
  long epoch();

  /** View that the record belongs to; 0 for {@link Birth} and {@link EpochHeader}. */
  long view();

  /** Returns true if the journal must write the record twice, far apart (amendment A2). */
  default boolean isVote() {
    return false;
  }

  /**
   * First entry of a journal (amendment M4); appended by whoever creates the journal, before the
   * core starts.
   *
   * @param timeMs wall clock when the journal was created
   * @param key consensus key
   * @param keyBorn true if and only if the key was generated together with this journal
   */
  record Birth(long timeMs, PublicKey key, boolean keyBorn) implements JournalRecord {
    @Override
    public long epoch() {
      return 0;
    }

    @Override
    public long view() {
      return 0;
    }
  }

  /**
   * Says that this journal existed before the key signed anything in the epoch (amendment A1).
   *
   * @param chainId hash of the genesis document
   * @param key consensus key
   */
  record EpochHeader(Hash chainId, PublicKey key, long epoch) implements JournalRecord {
    @Override
    public long view() {
      return 0;
    }
  }

  /**
   * A vote that this node signed; the only proof, after a crash, of what it must not contradict.
   *
   * @param notarization the certificate that a FINALIZE stands on (amendment M6), null for the
   *     other kinds
   */
  record OwnVote(Vote vote, @Nullable Certificate notarization) implements JournalRecord {
    public OwnVote {
      boolean needed = vote.ballot().kind() == VoteKind.FINALIZE;
      if (needed != (notarization != null)) {
        throw new IllegalArgumentException("a FINALIZE, and nothing else, carries a notarization");
      }
    }

    @Override
    public long epoch() {
      return vote.ballot().epoch();
    }

    @Override
    public long view() {
      return vote.ballot().view();
    }

    @Override
    public boolean isVote() {
      return true;
    }
  }

  /** A block whose body this node holds: its own proposal, a received or a fetched one. */
  record HeldBlock(Block block) implements JournalRecord {
    @Override
    public long epoch() {
      return block.header().epoch();
    }

    @Override
    public long view() {
      return block.header().view();
    }
  }

  /** A certificate that this node holds. A finalization is written twice: clients were told. */
  record HeldCertificate(Certificate certificate) implements JournalRecord {
    @Override
    public boolean isVote() {
      return certificate.kind() == VoteKind.FINALIZE;
    }

    @Override
    public long epoch() {
      return certificate.epoch();
    }

    @Override
    public long view() {
      return certificate.view();
    }
  }

  /** The vote of the first valid proposal of a view, kept as evidence against a second one. */
  record HeldProposal(Vote vote) implements JournalRecord {
    @Override
    public long epoch() {
      return vote.ballot().epoch();
    }

    @Override
    public long view() {
      return vote.ballot().view();
    }
  }
}
