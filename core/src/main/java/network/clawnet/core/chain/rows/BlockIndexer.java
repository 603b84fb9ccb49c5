package network.clawnet.core.chain.rows;

import java.util.List;
import network.clawnet.core.port.Store;

/**
 * Derives rows from final blocks, for reads that the state cannot answer. The rows are outside
 * consensus and can be made again from the blocks. Called on the storage thread, in block order,
 * within the block's own batch.
 */
@FunctionalInterface
public interface BlockIndexer {
  void index(FinalBlock block, List<Store.Write> batch);
}
