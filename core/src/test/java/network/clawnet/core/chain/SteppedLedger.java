package network.clawnet.core.chain;

import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import network.clawnet.core.event.RuleBook;

/** Makes the parts of a ledger over given executors, so that the simulator decides who goes on. */
public final class SteppedLedger {
  private SteppedLedger() {}

  /**
   * Makes a ledger.
   *
   * @param flushBlocks blocks after which the database is flushed
   */
  public static LedgerService service(
      LedgerService.Parts parts,
      LedgerSettings settings,
      ScheduledExecutorService ledger,
      ExecutorService storage,
      int flushBlocks) {
    return new LedgerService(parts, settings, new LedgerThreads(ledger, storage, flushBlocks));
  }

  public static BlockChecker checker(String chain, RuleBook book, ExecutorService threads) {
    return new BlockChecker(chain, book, Set.of(), threads);
  }
}
