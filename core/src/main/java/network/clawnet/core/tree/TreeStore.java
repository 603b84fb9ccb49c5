package network.clawnet.core.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.port.Store;
import network.clawnet.core.port.Store.Family;
import network.clawnet.core.port.Store.Write;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.tree.node.Geometry;
import org.jspecify.annotations.Nullable;

/**
 * How the tree lies in the store: one record per bucket under (module, start) and one per module
 * with its number of buckets and entries. Any thread.
 */
final class TreeStore {
  private static final int BUCKET_KEY_BYTES = 1 + Integer.BYTES;

  /** Where the second half of all paths begins; no bucket lies across it but the only one. */
  private static final int MIDDLE = Integer.MIN_VALUE;

  private final Store store;
  private final Family family;

  TreeStore(Store store, Family family) {
    this.store = store;
    this.family = family;
  }

  /** What a module's record says. */
  record Extent(Geometry geometry, long entries) {}

  /** Receives the records in path order: a module's extent, then its buckets. */
  interface Records {
    void extent(byte module, Extent extent);

    boolean bucket(byte module, int start, byte[] bucket);
  }

  /** Takes buckets apart for a visitor of entries. */
  private record Entries(StateTree.EntryVisitor visitor) implements Records {
    @Override
    public void extent(byte module, Extent extent) {}

    @Override
    public boolean bucket(byte module, int start, byte[] bucket) {
      for (int entry = 0; entry < bucket.length; entry = Bucket.next(bucket, entry)) {
        StateKey key = new StateKey(module, Bucket.key(bucket, entry));
        if (!visitor.visit(key, Bucket.value(bucket, entry))) {
          return false;
        }
      }
      return true;
    }
  }

  /** Reads a bucket from the store and checks its shape. */
  byte[] read(byte module, int start) {
    try {
      byte[] bucket = store.get(family, bucketKey(module, start));
      return bucket == null ? Bucket.EMPTY : checked(module, start, bucket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends what a delta changed. */
  void write(ModuleDelta delta, List<Write> batch) {
    for (int i = 0; i < delta.buckets(); i++) {
      byte[] bucket = delta.bucket(i);
      byte[] key = bucketKey(delta.module(), delta.start(i));
      batch.add(new Write(family, key, bucket.length == 0 ? null : bucket));
    }
    batch.add(extentWrite(delta.module(), new Extent(delta.geometry(), delta.entries())));
  }

  Write extentWrite(byte module, Extent extent) {
    byte[] value =
        new ByteWriter().u32(extent.geometry().buckets()).u64(extent.entries()).toBytes();
    return new Write(family, new byte[] {module}, value);
  }

  Write bucketWrite(byte module, int start, byte[] bucket) {
    return new Write(family, bucketKey(module, start), bucket);
  }

  /** Reads everything that is written, in one moment's state. */
  void scan(Records records) throws IOException {
    scan(new byte[0], null, records);
  }

  /** Reads a module's record; null where there is none. */
  @Nullable Extent extent(byte module) {
    try {
      byte[] value = store.get(family, new byte[] {module});
      return value == null ? null : extent(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DecodeException e) {
      throw damaged("record " + Hex.encode(new byte[] {module}) + ": " + e.getMessage());
    }
  }

  /** Reads everything up to the middle of a module's paths. */
  void scanToHalf(byte module, Records records) {
    scanUnchecked(new byte[0], bucketKey(module, MIDDLE), records);
  }

  /** Reads everything from the middle of a module's paths on. */
  void scanFromHalf(byte module, Records records) {
    scanUnchecked(bucketKey(module, MIDDLE), null, records);
  }

  /** Visits the entries of one module in path order. */
  void scan(byte module, StateTree.EntryVisitor visitor) throws IOException {
    byte[] end = module == -1 ? null : new byte[] {(byte) (module + 1)};
    scan(new byte[] {module}, end, new Entries(visitor));
  }

  private void scan(byte[] from, byte @Nullable [] to, Records records) throws IOException {
    try {
      scanUnchecked(from, to, records);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void scanUnchecked(byte[] from, byte @Nullable [] to, Records records) {
    try {
      store.scan(family, from, to, (key, value) -> record(key, value, records));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean record(byte[] key, byte[] value, Records records) {
    try {
      ByteReader at = new ByteReader(key);
      byte module = (byte) at.u8();
      if (key.length == BUCKET_KEY_BYTES) {
        int start = (at.u16() << Short.SIZE) | at.u16();
        return records.bucket(module, start, checked(module, start, value));
      }
      at.end();
      records.extent(module, extent(value));
      return true;
    } catch (DecodeException e) {
      throw damaged("record " + Hex.encode(key) + ": " + e.getMessage());
    }
  }

  private static Extent extent(byte[] value) throws DecodeException {
    ByteReader in = new ByteReader(value);
    int buckets = in.u32();
    long entries = in.u64();
    in.end();
    if (buckets < 1 || buckets > Geometry.MAX_BUCKETS) {
      throw new DecodeException(buckets + " buckets");
    }
    return new Extent(new Geometry(buckets), entries);
  }

  private static byte[] checked(byte module, int start, byte[] bucket) {
    String fault = Bucket.fault(bucket, start);
    if (fault != null) {
      throw damaged("bucket " + Hex.encode(bucketKey(module, start)) + ": " + fault);
    }
    return bucket;
  }

  /** Returns the fault to throw when stored bytes cannot be what the tree wrote. */
  static UncheckedIOException damaged(String detail) {
    return new UncheckedIOException(
        new IOException(
            "the state tree in the ledger database is damaged: "
                + detail
                + ". Check the disk, move the ledger directory away, and start again from a"
                + " snapshot, a backup or the other nodes"));
  }

  private static byte[] bucketKey(byte module, int start) {
    return new ByteWriter(BUCKET_KEY_BYTES).u8(module).u32(start).toBytes();
  }
}
