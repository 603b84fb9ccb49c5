package network.clawnet.core.store.rocksdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Turns the store's exceptions into sentences that name the directory and the way out. */
final class RocksFaults {
  private final Path directory;
  private final boolean rebuildable;

  RocksFaults(Path directory, boolean rebuildable) {
    this.directory = directory;
    this.rebuildable = rebuildable;
  }

  IOException on(String action, RocksDBException fault) {
    String detail = fault.getMessage() == null ? "no detail" : fault.getMessage();
    if (isLocked(detail)) {
      return new IOException(
          "another clawnetd uses " + directory + "; stop it, or choose another data directory",
          fault);
    }
    if (isFull(fault.getStatus(), detail)) {
      return new IOException(
          "no space left for " + directory + "; free some and start again (" + detail + ")", fault);
    }
    if (isDamaged(fault.getStatus(), detail)) {
      return new IOException(
          "a file of " + directory + " is damaged: " + detail + ". " + wayOut(), fault);
    }
    return new IOException("cannot " + action + " " + directory + ": " + detail, fault);
  }

  private String wayOut() {
    return rebuildable
        ? "Check the disk, move the directory away, and start again from a snapshot, a backup or"
            + " the other nodes; nothing was changed"
        : "Check the disk and restore the directory from a backup; nothing was changed";
  }

  private static boolean isLocked(String detail) {
    String lower = detail.toLowerCase(Locale.ROOT);
    return lower.contains("lock file") || lower.contains("lock hold by current process");
  }

  private static boolean isFull(@Nullable Status status, String detail) {
    return detail.contains("No space left")
        || (status != null && status.getSubCode() == Status.SubCode.NoSpace);
  }

  private static boolean isDamaged(@Nullable Status status, String detail) {
    return detail.contains("orruption")
        || detail.contains("No such file")
        || (status != null && status.getCode() == Status.Code.Corruption);
  }
}
