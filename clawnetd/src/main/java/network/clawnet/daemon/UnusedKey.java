package network.clawnet.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import network.clawnet.core.config.NodeHome;

/**
 * The mark of a consensus key that has never signed anything. A journal that is begun beside it may
 * sign from the first epoch on; without it the key may have signed what this journal does not know.
 * Cleared for good before the first vote.
 */
final class UnusedKey {
  private UnusedKey() {}

  static boolean isMarked(NodeHome home) {
    return Files.exists(home.unusedKeyMark());
  }

  /** Marks the key that is about to be made. */
  static void mark(NodeHome home) throws IOException {
    if (!isMarked(home)) {
      Files.createFile(home.unusedKeyMark());
      sync(home.root());
    }
  }

  /** Clears the mark, durably: the journal has been begun. */
  static void clear(NodeHome home) throws IOException {
    if (Files.deleteIfExists(home.unusedKeyMark())) {
      sync(home.root());
    }
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
