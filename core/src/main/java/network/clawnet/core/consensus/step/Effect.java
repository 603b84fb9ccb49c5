package network.clawnet.core.consensus.step;

import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.block.BlockDraft;
import network.clawnet.core.consensus.message.Certificate;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.record.JournalRecord;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;

/** Something for the driver to do; see the package documentation for order and durability. */
public sealed interface Effect {
  /**
   * Append to the journal; durable in order, without a wait.
   *
   * @param barrier true if everything appended before must be durable before this record is
   *     written: a crash may then lose this record alone, never the earlier ones alone
   */
  record Append(JournalRecord record, boolean barrier) implements Effect {
    /** Appends without a barrier. */
    public Append(JournalRecord record) {
      this(record, false);
    }
  }

  /**
   * Send to these validators; released when the appends before it are durable. Loss is repaired by
   * retries.
   *
   * @param to consensus keys, never the own one, never empty
   */
  record Send(List<PublicKey> to, ConsensusMessage message) implements Effect {
    public Send {
      to = List.copyOf(to);
    }
  }

  /**
   * Give {@link Input.TimerFired} at this time; replaces the timer before.
   *
   * @param atNanos on the clock of {@link Now#nanos}
   */
  record SetTimer(long atNanos) implements Effect {}

  /**
   * Execute a block on its parent's state and compare; answered by {@link Input.Executed}. The
   * parent is the store's head, was executed with success or was built here. Body hash and header
   * links are already checked; events, limits, the last-of-epoch flag, both roots and the next
   * validators' hash are not. Keep the resulting state for children until a block of its height or
   * higher is committed.
   */
  record Execute(Block block) implements Effect {}

  /**
   * Build a block on the draft's parent; answered by {@link Input.Built}. The header must be {@code
   * draft.complete(…)}.
   *
   * @param empty true if no event may be included (the unfinalized chain is too deep); due effects
   *     still apply
   */
  record BuildBlock(BlockDraft draft, boolean empty) implements Effect {}

  /**
   * Watch for reasons to make a block on this parent; answered by {@link Input.GateChanged} at once
   * and at every change until the next one. If the parent's state is unknown, judge by the head.
   */
  record WatchGate(Hash parentHash) implements Effect {}

  /**
   * Store final blocks; released when the appends before it are durable, and answered by {@link
   * Input.Committed}. All were executed with success. From the release on the blocks are final for
   * everybody.
   *
   * @param blocks oldest first, each the parent of the next
   * @param finalization certificate of the last; its view can be above the header's (re-proposal)
   */
  record Commit(List<Block> blocks, Certificate finalization) implements Effect {
    public Commit {
      blocks = List.copyOf(blocks);
    }
  }

  /** Look for a final block in the store; answered by {@link Input.Loaded} if it is there. */
  record LoadBlock(PublicKey to, Hash blockHash) implements Effect {}

  /**
   * The peers are ahead by more than messages repair: let block sync run and give {@link
   * Input.Synced}.
   *
   * @param from a validator that claims to be ahead
   * @param epoch its claimed epoch
   * @param height its claimed final height
   */
  record CatchUp(PublicKey from, long epoch, long height) implements Effect {}

  /**
   * Submit this evidence as an event.
   *
   * @param validator whose votes they are: an index means something only within its epoch
   */
  record ReportEvidence(PublicKey validator, Equivocation evidence) implements Effect {}

  /** Disconnect a peer that sent something which no honest validator sends, and ban it. */
  record Penalize(PublicKey peer, String reason) implements Effect {}

  /**
   * This node must not sign any more in this epoch; it follows. The operator must know why.
   *
   * @param needed whether the others are no quorum without it: nothing becomes final then
   */
  record Quarantined(long epoch, String reason, boolean needed) implements Effect {}

  /** Stop voting and serving, keep the data, alarm; the core ignores every later input. */
  record Halt(String report) implements Effect {}
}
