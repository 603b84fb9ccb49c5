package network.clawnet.wallet.keystore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file operations that keys need, each of which may be the last before the power fails. */
interface KeyDisk {
  /** Creates the directory for its owner alone, if it is missing. */
  void createDirectory(Path directory) throws IOException;

  /** Returns the names of the files in a directory, in the order of their characters. */
  List<String> names(Path directory) throws IOException;

  /** Returns the file's bytes, at most {@code limit} + 1 of them. */
  byte[] read(Path file, int limit) throws IOException;

  /** Writes a file that only its owner may read, and waits until it is on the disk. */
  void write(Path file, byte[] bytes) throws IOException;

  /** Renames over whatever has the name, in one step. */
  void rename(Path from, Path to) throws IOException;

  void delete(Path file) throws IOException;

  /** Waits until names in the directory are on the disk. */
  void sync(Path directory) throws IOException;

  /** Returns a text that changes whenever the file does, or empty if there is no file. */
  Optional<String> stamp(Path file) throws IOException;

  /** Returns whether others than the owner may read or write it. */
  boolean isExposed(Path path) throws IOException;
}
