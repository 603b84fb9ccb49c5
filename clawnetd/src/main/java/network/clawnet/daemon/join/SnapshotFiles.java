package network.clawnet.daemon.join;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.port.Store;
import network.clawnet.core.store.rocksdb.RocksProfile;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.sync.serve.SnapshotPlace;
import network.clawnet.core.sync.wire.SnapshotId;

/**
 * The directory {@code snapshots}: copies of the ledger database that share its files, so that a
 * copy costs milliseconds, and disk only for what has changed since.
 */
public final class SnapshotFiles implements SnapshotPlace {
  private static final Pattern NAME = Pattern.compile("(\\d{1,18})-(\\d{1,18})-([0-9a-f]{64})");
  private static final long MIB = 1L << 20;

  /** Reads only; the bucket cache and the page cache do the rest. */
  private static final RocksProfile READING = new RocksProfile(false, MIB, 16 * MIB, Set.of());

  private final Path root;
  private final RocksStore live;
  private final Collection<Store.Family> families;

  /**
   * Uses a directory below the one of the databases; what a crash left half made is deleted.
   *
   * @param families that {@code live} was opened with
   */
  public SnapshotFiles(Path dataDir, RocksStore live, Collection<Store.Family> families)
      throws IOException {
    this.root = dataDir.resolve("snapshots");
    this.live = live;
    this.families = families;
    Files.createDirectories(root);
    Trees.delete(unfinished());
  }

  @Override
  public void take(SnapshotId id) throws IOException {
    Trees.delete(unfinished());
    live.checkpoint(unfinished());
    Files.move(unfinished(), path(id), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public List<SnapshotId> list() throws IOException {
    List<SnapshotId> out = new ArrayList<>();
    try (Stream<Path> entries = Files.list(root)) {
      for (Path entry : entries.toList()) {
        parse(String.valueOf(entry.getFileName())).ifPresent(out::add);
      }
    }
    return out;
  }

  @Override
  public Store open(SnapshotId id) throws IOException {
    return RocksStore.open(path(id), READING, families);
  }

  @Override
  public void delete(SnapshotId id) throws IOException {
    Trees.delete(path(id));
  }

  private Path unfinished() {
    return root.resolve("unfinished");
  }

  private Path path(SnapshotId id) {
    return root.resolve(id.epoch() + "-" + id.height() + "-" + id.block().hex());
  }

  private static Optional<SnapshotId> parse(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SnapshotId(
              Long.parseLong(matcher.group(1)),
              Long.parseLong(matcher.group(2)),
              Hash.parse(matcher.group(3))));
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }
}
