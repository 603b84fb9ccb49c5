package network.clawnet.core.chain;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a ledger runs on: real threads in a node, virtual time in the simulator.
 *
 * @param ledger runs one task at a time
 * @param storage runs one task at a time
 * @param flushBlocks blocks after which the database is flushed: what a restart must replay at
 *     most, but for a few
 */
record LedgerThreads(ScheduledExecutorService ledger, ExecutorService storage, int flushBlocks) {
  private static final int FLUSH_BLOCKS = 1_000;

  /** Starts the threads of a node. */
  static LedgerThreads start() {
    return new LedgerThreads(
        Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "ledger")),
        Executors.newSingleThreadExecutor(work -> new Thread(work, "storage")),
        FLUSH_BLOCKS);
  }
}
