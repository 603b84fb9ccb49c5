package network.clawnet.core.chain;

import java.util.List;
import java.util.function.Consumer;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.pool.PoolLimits;

/**
 * How a ledger is run.
 *
 * @param indexers rows derived from final blocks besides the history
 * @param durable told, on the storage thread, each head that a flush has made durable
 */
public record LedgerSettings(
    LedgerRules rules, PoolLimits pool, List<BlockIndexer> indexers, Consumer<Head> durable) {
  public LedgerSettings {
    indexers = List.copyOf(indexers);
  }
}
