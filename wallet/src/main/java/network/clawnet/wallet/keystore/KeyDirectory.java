package network.clawnet.wallet.keystore;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A directory of key files that change all or none, whenever the process dies and whoever else uses
 * it.
 *
 * <p>A change writes every new file beside the old one as {@code *.next}, then an empty file {@code
 * .commit}, then renames each, then deletes the mark. Whoever locks the directory next finishes
 * what has the mark and drops what has none.
 */
final class KeyDirectory {
  private static final String SUFFIX = ".json";
  private static final String NEXT = ".next";
  private static final String COMMIT = ".commit";
  private static final String LOCK = ".lock";
  private static final int LOCK_TRIES = 1_000;
  private static final long LOCK_PAUSE_MILLIS = 10;

  private final Path root;
  private final KeyDisk disk;
  private final int lockTries;

  KeyDirectory(Path root, KeyDisk disk) {
    this(root, disk, LOCK_TRIES);
  }

  /**
   * @param lockTries how often to try for the lock, 10 ms apart
   */
  KeyDirectory(Path root, KeyDisk disk, int lockTries) {
    this.root = root;
    this.disk = disk;
    this.lockTries = lockTries;
  }

  /** Work that needs the directory for itself. */
  interface Work<T> {
    T run() throws IOException, KeyFileException;
  }

  /** Runs the work while no other thread or process is in the directory; waits at most 10 s. */
  <T> T locked(Work<T> work) throws IOException, KeyFileException {
    disk.createDirectory(root);
    refuseExposed(root, "chmod 700 ");
    try (FileChannel channel = LocalDisk.openOwned(root.resolve(LOCK))) {
      lock(channel); // until the channel is closed
      settle();
      return work.run();
    }
  }

  Path root() {
    return root;
  }

  Path path(String name) {
    return root.resolve(name + SUFFIX);
  }

  /** Returns the names of all key files, without suffix, sorted. */
  List<String> names() throws IOException {
    return disk.names(root).stream()
        .filter(it -> it.endsWith(SUFFIX) && !it.startsWith("."))
        .map(it -> it.substring(0, it.length() - SUFFIX.length()))
        .toList();
  }

  SealedFile read(String format, String name) throws IOException, KeyFileException {
    Path file = path(name);
    refuseExposed(file, "chmod 600 ");
    byte[] bytes = disk.read(file, SealedFile.MAX_BYTES);
    if (bytes.length > SealedFile.MAX_BYTES) {
      throw SealedFile.damaged(file, "larger than " + SealedFile.MAX_BYTES + " bytes");
    }
    return SealedFile.decode(format, file, bytes);
  }

  /** Returns a text that changes whenever the file does, or empty if there is no file. */
  Optional<String> stamp(String name) throws IOException {
    return disk.stamp(path(name));
  }

  /**
   * Replaces all the files or none. After an {@link IOException} it is one or the other, and the
   * next user of the directory settles which.
   */
  void replace(Map<String, SealedFile> files) throws IOException {
    for (Map.Entry<String, SealedFile> file : new TreeMap<>(files).entrySet()) {
      disk.write(root.resolve(file.getKey() + SUFFIX + NEXT), file.getValue().encode());
    }
    disk.sync(root);
    disk.write(root.resolve(COMMIT), new byte[0]);
    disk.sync(root);
    settle();
  }

  private void settle() throws IOException {
    List<String> names = disk.names(root);
    boolean committed = names.contains(COMMIT);
    boolean changed = false;
    for (String name : names) {
      if (name.endsWith(NEXT)) {
        Path next = root.resolve(name);
        changed = true;
        if (committed) {
          disk.rename(next, root.resolve(name.substring(0, name.length() - NEXT.length())));
        } else {
          disk.delete(next);
        }
      }
    }
    if (changed) {
      disk.sync(root);
    }
    if (committed) {
      disk.delete(root.resolve(COMMIT));
      disk.sync(root);
    }
  }

  private void lock(FileChannel channel) throws IOException, KeyFileException {
    for (int i = 0; i < lockTries; i++) {
      if (tryLock(channel)) {
        return;
      }
      try {
        Thread.sleep(LOCK_PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while another process held " + root);
      }
    }
    throw new KeyFileException(
        KeyFileException.Code.BUSY,
        root,
        "another process has been using the keys for some seconds: wait for it or stop it");
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread of this process
    }
  }

  private void refuseExposed(Path path, String command) throws IOException, KeyFileException {
    if (disk.isExposed(path)) {
      throw new KeyFileException(
          KeyFileException.Code.EXPOSED,
          path,
          "other users of this system may read it: run " + command + path);
    }
  }
}
