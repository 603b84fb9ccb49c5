package network.clawnet.core.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.clawnet.core.port.Store;
import network.clawnet.core.tree.node.Geometry;

/**
 * Fills an empty family with a state whose entries come in path order, module by module, as {@link
 * StatePart#verify} returns them. Holds one batch in memory. The caller opens the tree afterwards
 * and compares its root. One owner thread.
 */
public final class TreeLoader {
  private static final int BATCH_BYTES = 4 << 20;

  private final Store store;
  private final TreeStore rows;
  private final List<Store.Write> batch = new ArrayList<>();
  private long batchBytes;
  private byte module;
  private Geometry geometry = Geometry.SINGLE;
  private long entries;
  private int start;
  private byte[] bucket = Bucket.EMPTY;

  public TreeLoader(Store store, Store.Family family) {
    this.store = store;
    this.rows = new TreeStore(store, family);
  }

  /** Returns the number of entries in bytes that {@link StatePart#verify} returned. */
  public static int count(byte[] verified) {
    int count = 0;
    for (int at = 0; at < verified.length; at = Bucket.next(verified, at)) {
      count++;
    }
    return count;
  }

  /**
   * Begins a module.
   *
   * @param expected number of its entries, which decides how many buckets it has
   */
  public void begin(byte begun, long expected) {
    module = begun;
    geometry = Geometry.SINGLE.grown(expected);
    entries = 0;
    start = 0;
    bucket = Bucket.EMPTY;
  }

  /** Takes the module's next entries. */
  public void add(byte[] verified) throws IOException {
    int from = 0;
    int at = 0;
    while (at < verified.length) {
      int place = geometry.startOf(Bucket.bits(verified, at));
      if (place != start) {
        append(verified, from, at);
        flushBucket();
        start = place;
        from = at;
      }
      entries++;
      at = Bucket.next(verified, at);
    }
    append(verified, from, at);
  }

  /** Ends the module and writes all of it. */
  public void end() throws IOException {
    flushBucket();
    if (entries > 0) {
      batch.add(rows.extentWrite(module, new TreeStore.Extent(geometry, entries)));
    }
    write();
  }

  private void append(byte[] verified, int from, int to) {
    byte[] more = Arrays.copyOf(bucket, bucket.length + to - from);
    System.arraycopy(verified, from, more, bucket.length, to - from);
    bucket = more;
  }

  private void flushBucket() throws IOException {
    if (bucket.length > 0) {
      batch.add(rows.bucketWrite(module, start, bucket));
      batchBytes += bucket.length;
      bucket = Bucket.EMPTY;
    }
    if (batchBytes > BATCH_BYTES) {
      write();
    }
  }

  private void write() throws IOException {
    store.write(List.copyOf(batch), false);
    batch.clear();
    batchBytes = 0;
  }
}
