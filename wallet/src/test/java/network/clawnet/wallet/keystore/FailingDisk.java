package network.clawnet.wallet.keystore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The local disk, until the process is killed: one change is the last, and may be half done. */
final class FailingDisk implements KeyDisk {
  private final LocalDisk disk = new LocalDisk();
  private final boolean halfDone;
  private int left;

  /**
   * @param changes how many succeed
   * @param halfDone whether the one after them happens in part before the end
   */
  FailingDisk(int changes, boolean halfDone) {
    this.left = changes;
    this.halfDone = halfDone;
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    disk.createDirectory(directory);
  }

  @Override
  public List<String> names(Path directory) throws IOException {
    return disk.names(directory);
  }

  @Override
  public byte[] read(Path file, int limit) throws IOException {
    return disk.read(file, limit);
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    if (left == 0 && halfDone) {
      disk.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }
    count();
    disk.write(file, bytes);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    if (left == 0 && halfDone) {
      disk.rename(from, to);
    }
    count();
    disk.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    if (left == 0 && halfDone) {
      disk.delete(file);
    }
    count();
    disk.delete(file);
  }

  @Override
  public void sync(Path directory) throws IOException {
    count();
    disk.sync(directory);
  }

  @Override
  public Optional<String> stamp(Path file) throws IOException {
    return disk.stamp(file);
  }

  @Override
  public boolean isExposed(Path path) throws IOException {
    return disk.isExposed(path);
  }

  private void count() throws IOException {
    if (left-- <= 0) {
      throw new IOException("the process was killed");
    }
  }
}
