package network.clawnet.daemon.process;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The right to be the one daemon of a home directory, held until closed.
 *
 * <p>The operating system drops the lock when the process dies, however it dies; the pid file
 * beside it only names the holder.
 */
public final class NodeLock implements Closeable {
  private final FileChannel channel;
  private final FileLock lock;
  private final PidFile pidFile;

  private NodeLock(FileChannel channel, FileLock lock, PidFile pidFile) {
    this.channel = channel;
    this.lock = lock;
    this.pidFile = pidFile;
  }

  /**
   * Takes the lock and writes the pid file; the directory is made if it is missing, for its owner
   * only.
   *
   * @throws NodeBusy if another daemon holds it
   * @throws IOException if the directory cannot be written
   */
  public static NodeLock acquire(Path home, Path lockFile, Path pidFile) throws IOException {
    createPrivate(home);
    PidFile pid = new PidFile(pidFile);
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = tryLock(channel);
      if (lock == null) {
        throw new NodeBusy(home, pid.read());
      }
      pid.write();
      return new NodeLock(channel, lock, pid);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held within this process
    }
  }

  /** Makes a directory and its parents; the directory itself is closed to other users. */
  public static void createPrivate(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    FileAttribute<?>[] attributes =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectory(directory, attributes);
  }

  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    pidFile.delete();
    lock.release();
    channel.close();
  }
}
