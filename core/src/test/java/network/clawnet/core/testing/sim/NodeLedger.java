package network.clawnet.core.testing.sim;

import java.io.IOException;

/** The ledger database of a node: what is left of it between two processes. */
interface NodeLedger {
  /** Returns the height of the last block that can be read. */
  long height();

  /** The process ends; only what was flushed is left if the machine ends with it. */
  void end(boolean powerLost);

  /** Opens the database for a new process, which starts it before anything else. */
  LedgerRun open(SimProcess process) throws IOException;

  /** Returns whether {@link SimLedger#freshEvent} is final here. */
  boolean hasFresh();

  /**
   * Compares what is stored with what the ledger should be; between events only.
   *
   * @param again whether to execute all blocks once more, too
   */
  void inspect(boolean again) throws IOException;
}
