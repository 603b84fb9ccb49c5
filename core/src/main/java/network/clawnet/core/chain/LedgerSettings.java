package network.clawnet.core.chain;

import java.util.List;
import network.clawnet.core.chain.rows.BlockIndexer;
import network.clawnet.core.ledger.LedgerRules;
import network.clawnet.core.pool.PoolLimits;

/**
 * How a ledger is run.
 *
 * @param indexers rows derived from final blocks besides the history
 */
public record LedgerSettings(LedgerRules rules, PoolLimits pool, List<BlockIndexer> indexers) {
  public LedgerSettings {
    indexers = List.copyOf(indexers);
  }
}
