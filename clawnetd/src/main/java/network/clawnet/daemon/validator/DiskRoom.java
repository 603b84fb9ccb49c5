package network.clawnet.daemon.validator;

import java.io.File;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Whether the disk of the databases is nearly full. Looks at most once a second; one owner thread.
 */
public final class DiskRoom {
  /** What must be free, in bytes. */
  static final long RESERVE_BYTES = 2L << 30;

  /** On smaller disks, one part of so many. */
  static final int RESERVE_PART = 20;

  private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;

  private final File directory;
  private final LongSupplier nanos;
  private long lookedAt;
  private boolean looked;
  private boolean isShort;

  /**
   * Watches the file system of a directory.
   *
   * @param nanos monotonic clock
   */
  public DiskRoom(Path directory, LongSupplier nanos) {
    this.directory = directory.toFile();
    this.nanos = nanos;
  }

  /** Returns true if less is free than the reserve. */
  public boolean isShort() {
    long now = nanos.getAsLong();
    if (!looked || now - lookedAt >= LOOK_AGAIN_NANOS) {
      looked = true;
      lookedAt = now;
      isShort = isShort(directory.getUsableSpace(), directory.getTotalSpace());
    }
    return isShort;
  }

  /** Decides by bytes; a total of 0 means that the system does not tell. */
  static boolean isShort(long free, long total) {
    return total > 0 && free < Math.min(RESERVE_BYTES, total / RESERVE_PART);
  }
}
