package network.clawnet.core.chain.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.block.Header;
import network.clawnet.core.port.Store;

/**
 * Deletes the bodies and receipts of old blocks, a few with every new block. Headers, certificates
 * and where an event stands are kept, and all of the state. On the thread that writes the database.
 */
public final class Pruner {
  /** Newest blocks that are always whole. */
  public static final int KEPT_BLOCKS = 128;

  /** Blocks that are pruned at once. */
  static final int MAX_AT_ONCE = 64;

  private final Store store;
  private final ChainReader reader;
  private final long keptMs;

  /**
   * Prunes nothing yet.
   *
   * @param keptMs blocks younger than this are kept, by block time against the head's, milliseconds
   */
  public Pruner(Store store, ChainReader reader, long keptMs) {
    this.store = store;
    this.reader = reader;
    this.keptMs = keptMs;
  }

  /** Prunes some of what is old enough now that this is the head; returns how many blocks. */
  public int prune(Header head) throws IOException {
    long oldest = reader.oldestBody();
    long next = oldest;
    List<Store.Write> batch = new ArrayList<>();
    while (next - oldest < MAX_AT_ONCE && isOld(next, head)) {
      byte[] key = BlockRows.heightKey(next);
      batch.add(new Store.Write(ChainFamilies.BODY, key, null));
      batch.add(new Store.Write(ChainFamilies.RECEIPT, key, null));
      next++;
    }
    if (next > oldest) {
      batch.add(SnapshotRows.oldestBody(next));
      store.write(batch, false);
    }
    return (int) (next - oldest);
  }

  private boolean isOld(long height, Header head) throws IOException {
    if (height > head.height() - KEPT_BLOCKS) {
      return false;
    }
    Optional<StoredBlock> block = reader.block(height);
    return block.isPresent() && block.get().header().tsMs() <= head.tsMs() - keptMs;
  }
}
