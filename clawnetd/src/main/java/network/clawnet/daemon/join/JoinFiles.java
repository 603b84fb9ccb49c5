package network.clawnet.daemon.join;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import network.clawnet.core.chain.LedgerDatabase;
import network.clawnet.core.port.Store;
import network.clawnet.core.store.rocksdb.RocksProfile;
import network.clawnet.core.store.rocksdb.RocksStore;
import network.clawnet.core.sync.snapshot.JoinPlace;
import network.clawnet.core.sync.snapshot.PartStore;

/**
 * The directory {@code join}: the parts of a snapshot, the ledger that is made of them, and the
 * mark that it is complete. The ledger takes the place of the own one at the next start; a crash in
 * the middle of that is finished by the start after.
 */
public final class JoinFiles implements JoinPlace {
  private static final String READY = "READY";

  private final Path root;
  private final Collection<Store.Family> families;
  private final Index index;

  /** Adds rows that the node derives from the state. */
  @FunctionalInterface
  public interface Index {
    /** Writes them to the ledger's store. */
    void write(LedgerDatabase ledger) throws IOException;
  }

  /**
   * Uses a directory below the one of the databases.
   *
   * @param families of the node's ledger database
   */
  public JoinFiles(Path dataDir, Collection<Store.Family> families, Index index) {
    this.root = dataDir.resolve("join");
    this.families = families;
    this.index = index;
  }

  /**
   * Puts a complete ledger in the place of the own one. Called before the ledger is opened.
   *
   * @return whether there was one
   */
  public static boolean takeIn(Path dataDir, Path ledger) throws IOException {
    Path root = dataDir.resolve("join");
    if (!Files.exists(root.resolve(READY))) {
      return false;
    }
    Path made = root.resolve("ledger");
    if (Files.exists(made)) {
      Path old = root.resolve("old");
      Trees.delete(old);
      if (Files.exists(ledger)) {
        Files.move(ledger, old, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(made, ledger, StandardCopyOption.ATOMIC_MOVE);
      force(dataDir);
    }
    Trees.delete(root);
    return true;
  }

  @Override
  public Store openParts() throws IOException {
    Path parts = root.resolve("parts");
    Files.createDirectories(parts);
    return RocksStore.open(parts, RocksProfile.node(), PartStore.families());
  }

  @Override
  public Store beginLedger() throws IOException {
    Path ledger = root.resolve("ledger");
    Trees.delete(ledger);
    Files.createDirectories(ledger);
    return RocksStore.open(ledger, RocksProfile.ledger(LedgerDatabase.STATE), families);
  }

  @Override
  public void index(LedgerDatabase ledger) throws IOException {
    index.write(ledger);
  }

  @Override
  public void ready() throws IOException {
    Files.createFile(root.resolve(READY));
    force(root);
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
