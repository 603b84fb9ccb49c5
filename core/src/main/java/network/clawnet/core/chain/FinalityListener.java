package network.clawnet.core.chain;

import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;

/** Told what became of events. Must not block. */
public interface FinalityListener {
  /** The block is final, durable and readable. Called on the storage thread, in block order. */
  void onFinal(FinalBlock block);

  /**
   * The event waits for a block now, whoever brought it; told once unless it left and came again.
   * Called on the ledger thread.
   */
  default void onAdmitted(PreparedEvent event) {}

  /** The event left the pool and is in no block. Called on the ledger thread. */
  void onDropped(PreparedEvent event, Verdict.Reject reason);

  /**
   * A validator has contradicted itself, as two of its votes show: the node reports it with an
   * event of its own. Called on the consensus thread.
   */
  default void onEvidence(PublicKey validator, Equivocation evidence) {}
}
