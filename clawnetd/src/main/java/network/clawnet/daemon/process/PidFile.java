package network.clawnet.daemon.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;

/** The file that tells others which process the daemon is. */
final class PidFile {
  private static final int MAX_BYTES = 32;

  private final Path file;

  PidFile(Path file) {
    this.file = file;
  }

  /** Writes this process's id; a reader never sees half of it. */
  void write() throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, ProcessHandle.current().pid() + "\n");
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns the process id; nothing if there is no file or it holds none. */
  OptionalLong read() {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII).strip();
      return text.matches("[1-9]\\d{0,9}")
          ? OptionalLong.of(Long.parseLong(text))
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty(); // a missing name is no reason to fail a refusal
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
