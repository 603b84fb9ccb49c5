package network.clawnet.core.sync.snapshot;

import java.io.IOException;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.port.Store;

/** Where a ledger grows beside the own one until it is complete. May block on disk. */
public interface JoinPlace {
  /**
   * Opens the store of the parts that were taken, as the last process left it. What was written
   * survives the end of the process. Families: {@link PartStore#families}.
   */
  Store openParts() throws IOException;

  /** Returns a store without entries for the new ledger; an unfinished one is deleted. */
  Store beginLedger() throws IOException;

  /** Adds the rows that this node derives from blocks, as far as the state alone tells them. */
  void index(LedgerDatabase ledger) throws IOException;

  /**
   * The new ledger is complete and its store closed: the next start of the node takes it in place
   * of the own one. The parts are not needed any more.
   */
  void ready() throws IOException;
}
