package network.clawnet.daemon.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.rows.BlockIndexer;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.port.Store;
import network.clawnet.core.state.Change;
import network.clawnet.market.kernel.MarketModules;

/**
 * Remembers which listings each block has changed until the index has them. The rows are written in
 * the block's own batch: a crash leaves the index behind, never beside, and it then needs neither
 * the blocks, which may be pruned, nor a second reading of all of them.
 *
 * <p>Written on the storage thread; read by the index's thread.
 */
public final class ListingChanges implements BlockIndexer, FinalityListener {
  static final Store.Family FAMILY = new Store.Family("ixsearch");

  private static final byte[] BEGIN = {0};
  private static final byte ROW = 1;
  private static final int KEY_BYTES = 1 + Long.BYTES;

  /** Bytes before the id or account in the keys of the state's modules. */
  private static final int KIND_BYTES = 1;

  private final Store store;
  private final long begin;
  private long marked;
  private volatile long last;
  private volatile Listener listener = Listener.NOBODY;

  /** Hears what became readable. Returns soon. */
  interface Listener {
    Listener NOBODY =
        new Listener() {
          @Override
          public void changed() {}

          @Override
          public void rated(Did account) {}
        };

    /** Listings have changed. */
    void changed();

    /** An account's reputation has changed. */
    void rated(Did account);
  }

  private ListingChanges(Store store, long begin, long last) {
    this.store = store;
    this.begin = begin;
    this.last = last;
    this.marked = last;
  }

  /**
   * Opens what earlier runs left, before the ledger runs.
   *
   * @param head height of the ledger's last block; a database without rows has them from there on
   */
  public static ListingChanges open(Store store, long head) throws IOException {
    byte[] begin = store.get(FAMILY, BEGIN);
    if (begin == null) {
      store.write(List.of(new Store.Write(FAMILY, BEGIN, number(head))), false);
      return new ListingChanges(store, head, head);
    }
    long from = number(begin, 0);
    long[] last = {from};
    store.scanBack(
        FAMILY,
        key(0),
        null,
        (key, value) -> {
          last[0] = number(key, 1);
          return false;
        });
    return new ListingChanges(store, from, last[0]);
  }

  public static List<Store.Family> families() {
    return List.of(FAMILY);
  }

  /** Tells somebody from now on. */
  void tell(Listener other) {
    listener = other;
  }

  /** Returns the height from which on every change has a row. */
  long begin() {
    return begin;
  }

  /** Returns the height of the last readable block that changed a listing. Any thread. */
  long last() {
    return last;
  }

  @Override
  public void index(FinalBlock block, List<Store.Write> batch) {
    Set<Hash> changed = listings(block.executed().changes());
    if (!changed.isEmpty()) {
      ByteWriter ids = new ByteWriter(changed.size() * Hash.BYTES);
      changed.forEach(id -> ids.raw(id.bytes()));
      marked = block.block().header().height();
      batch.add(new Store.Write(FAMILY, key(marked), ids.toBytes()));
    }
  }

  @Override
  public void onFinal(FinalBlock block) {
    for (Change change : block.executed().changes()) {
      if (change.key().module() == MarketModules.RATING) {
        byte[] key = change.key().key();
        int end = KIND_BYTES + PublicKey.BYTES;
        listener.rated(new Did(PublicKey.of(Arrays.copyOfRange(key, KIND_BYTES, end))));
      }
    }
    if (marked > last) {
      last = marked;
      listener.changed();
    }
  }

  @Override
  public void onDropped(PreparedEvent event, Verdict.Reject reason) {}

  /**
   * Listings that blocks have changed.
   *
   * @param height of the last of these blocks
   */
  record Batch(Set<Hash> ids, long height) {}

  /**
   * Reads the changes of the blocks behind a height, of whole blocks, and no more than {@code
   * enough} and one block.
   */
  Batch after(long height, int enough) throws IOException {
    Set<Hash> ids = new LinkedHashSet<>();
    long[] at = {height};
    store.scan(
        FAMILY,
        key(height + 1),
        null,
        (key, value) -> {
          for (int i = 0; i + Hash.BYTES <= value.length; i += Hash.BYTES) {
            ids.add(Hash.at(value, i));
          }
          at[0] = number(key, 1);
          return ids.size() < enough;
        });
    return new Batch(ids, at[0]);
  }

  /** Deletes what the index has for good. */
  void forget(long height) throws IOException {
    List<Store.Write> old = new ArrayList<>();
    store.scan(
        FAMILY,
        key(0),
        key(height + 1),
        (key, value) -> {
          old.add(new Store.Write(FAMILY, key, null));
          return true;
        });
    if (!old.isEmpty()) {
      store.write(old, false);
    }
  }

  private static Set<Hash> listings(Iterable<Change> changes) {
    Set<Hash> out = new LinkedHashSet<>();
    for (Change change : changes) {
      if (change.key().module() == MarketModules.LISTING) {
        out.add(Hash.at(change.key().key(), KIND_BYTES));
      }
    }
    return out;
  }

  private static byte[] key(long height) {
    return new ByteWriter(KEY_BYTES).u8(ROW).u64(height).toBytes();
  }

  private static byte[] number(long value) {
    return new ByteWriter(Long.BYTES).u64(value).toBytes();
  }

  private static long number(byte[] bytes, int offset) {
    try {
      return new ByteReader(bytes, offset, Long.BYTES).u64();
    } catch (DecodeException e) {
      throw new IllegalStateException("the ledger database holds a damaged row of the search", e);
    }
  }
}
