package network.clawnet.core.store.rocksdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import network.clawnet.core.port.Store;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.ReadTier;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;

/**
 * A {@link Store} in one directory, owned by one process at a time. Every block read is checked
 * against its checksum: a damaged file is an {@link IOException} that names it, never a wrong
 * value. Source: docs/protocol/state.md, section Durability.
 */
public final class RocksStore implements Store {
  private final RocksProfile profile;
  private final NativeCalls calls;
  private final RocksOptions options;
  private final RocksDB db;
  private final List<ColumnFamilyHandle> handles;
  private final Map<Family, ColumnFamilyHandle> families;
  private final ReadOptions durableReads = new ReadOptions().setReadTier(ReadTier.PERSISTED_TIER);

  private RocksStore(
      Path directory,
      RocksProfile profile,
      RocksOptions options,
      RocksDB db,
      List<ColumnFamilyHandle> handles,
      Map<Family, ColumnFamilyHandle> families) {
    this.profile = profile;
    this.calls = new NativeCalls(directory, new RocksFaults(directory, !profile.log()));
    this.options = options;
    this.db = db;
    this.handles = handles;
    this.families = families;
  }

  /**
   * Opens or creates the database and takes its lock. Missing families are created; families of the
   * directory that are not named stay closed to the caller.
   *
   * @throws IOException naming the directory and the way out if another process holds it or a file
   *     is damaged
   */
  public static RocksStore open(Path directory, RocksProfile profile, Collection<Family> families)
      throws IOException {
    NativeLibrary.load();
    Files.createDirectories(directory);
    RocksOptions options = new RocksOptions(profile);
    try {
      List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
      Set<Family> all = allFamilies(directory, families);
      for (Family family : all) {
        descriptors.add(
            new ColumnFamilyDescriptor(
                family.name().getBytes(StandardCharsets.UTF_8), options.family(family)));
      }
      List<ColumnFamilyHandle> handles = new ArrayList<>();
      RocksDB db = RocksDB.open(options.database(), directory.toString(), descriptors, handles);
      Map<Family, ColumnFamilyHandle> byFamily = new HashMap<>();
      int next = 0;
      for (Family family : all) {
        byFamily.put(family, handles.get(next++));
      }
      byFamily.keySet().retainAll(Set.copyOf(families));
      return new RocksStore(directory, profile, options, db, handles, byFamily);
    } catch (RocksDBException e) {
      options.close();
      throw new RocksFaults(directory, !profile.log()).on("open", e);
    }
  }

  private static Set<Family> allFamilies(Path directory, Collection<Family> wanted)
      throws RocksDBException {
    Set<Family> all = new LinkedHashSet<>();
    all.add(new Family(new String(RocksDB.DEFAULT_COLUMN_FAMILY, StandardCharsets.UTF_8)));
    if (Files.exists(directory.resolve("CURRENT"))) {
      try (Options options = new Options()) {
        for (byte[] name : RocksDB.listColumnFamilies(options, directory.toString())) {
          all.add(new Family(new String(name, StandardCharsets.UTF_8)));
        }
      }
    }
    all.addAll(wanted);
    return all;
  }

  @Override
  public byte @Nullable [] get(Family family, byte[] key) throws IOException {
    return calls.read(() -> db.get(handle(family), key));
  }

  @Override
  public byte @Nullable [] durable(Family family, byte[] key) throws IOException {
    return calls.read(
        () -> {
          if (profile.log()) {
            db.syncWal();
          }
          return db.get(handle(family), durableReads, key);
        });
  }

  /** Applies the batch; with the ledger profile a synced batch also flushes all families. */
  @Override
  public void write(List<Write> batch, boolean sync) throws IOException {
    calls.run(
        "write to",
        () -> {
          try (WriteBatch writes = new WriteBatch()) {
            for (Write write : batch) {
              byte[] value = write.value();
              if (value == null) {
                writes.delete(handle(write.family()), write.key());
              } else {
                writes.put(handle(write.family()), write.key(), value);
              }
            }
            db.write(options.write(sync), writes);
          }
          if (sync && !profile.log()) {
            flushAll();
          }
        });
  }

  @Override
  public void scan(Family family, byte[] from, byte @Nullable [] to, Visitor visitor)
      throws IOException {
    iterate(
        family,
        from,
        to,
        at -> {
          at.seekToFirst();
          while (at.isValid() && visitor.visit(at.key(), at.value())) {
            at.next();
          }
        });
  }

  @Override
  public void scanBack(Family family, byte[] from, byte @Nullable [] to, Visitor visitor)
      throws IOException {
    iterate(
        family,
        from,
        to,
        at -> {
          at.seekToLast();
          while (at.isValid() && visitor.visit(at.key(), at.value())) {
            at.prev();
          }
        });
  }

  private void iterate(
      Family family, byte[] from, byte @Nullable [] to, Consumer<RocksIterator> walk)
      throws IOException {
    calls.run(
        "read",
        () -> {
          try (Slice start = new Slice(from);
              Slice end = to == null ? new Slice("") : new Slice(to);
              ReadOptions range = range(start, to == null ? null : end);
              RocksIterator at = db.newIterator(handle(family), range)) {
            walk.accept(at);
            at.status();
          }
        });
  }

  private static ReadOptions range(Slice from, @Nullable Slice to) {
    ReadOptions range = new ReadOptions().setIterateLowerBound(from);
    return to == null ? range : range.setIterateUpperBound(to);
  }

  @Override
  public void flush() throws IOException {
    calls.run("flush", this::flushAll);
  }

  private void flushAll() throws RocksDBException {
    try (FlushOptions wait = new FlushOptions().setWaitForFlush(true).setAllowWriteStall(true)) {
      db.flush(wait, handles);
    }
  }

  /**
   * Writes a copy that shares the table files (hard links): milliseconds at any size.
   *
   * @param target must not exist; same file system
   */
  public void checkpoint(Path target) throws IOException {
    calls.run(
        "copy",
        () -> {
          flushAll();
          try (Checkpoint checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(target.toString());
          }
        });
  }

  /**
   * Reads every block of every table file once; slow. Other calls go on meanwhile, and closing does
   * not wait for more than one file.
   *
   * @throws IOException naming the first file that is damaged
   */
  public void verifyChecksums() throws IOException {
    List<Path> files = new ArrayList<>();
    calls.run("list the files of", () -> files.addAll(TableFiles.of(db)));
    for (Path file : files) {
      calls.run("verify", () -> TableFiles.verify(file));
    }
  }

  /** Returns what the database occupies now. */
  public StoreSizes sizes() throws IOException {
    long[] bytes = new long[4];
    calls.run(
        "measure",
        () -> {
          bytes[0] = db.getAggregatedLongProperty("rocksdb.live-sst-files-size");
          bytes[1] = db.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables");
          bytes[2] = options.cache().getUsage();
          bytes[3] = db.getAggregatedLongProperty("rocksdb.estimate-pending-compaction-bytes");
        });
    return new StoreSizes(bytes[0], bytes[1], bytes[2], bytes[3]);
  }

  /** Makes everything written durable, frees the lock; later calls fail with an IOException. */
  @Override
  public void close() throws IOException {
    calls.last("flush", this::flushAll, this::release);
  }

  private void release() {
    durableReads.close();
    handles.forEach(ColumnFamilyHandle::close);
    db.close();
    options.close();
  }

  private ColumnFamilyHandle handle(Family family) {
    ColumnFamilyHandle handle = families.get(family);
    if (handle == null) {
      throw new IllegalArgumentException("family " + family.name() + " was not opened");
    }
    return handle;
  }
}
