package network.clawnet.daemon.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a background process tells its starter: lines in a file, each marked by its first character.
 * A file, because a pipe would break under the daemon once the starter has gone.
 */
final class StatusFile implements StartListener {
  static final char LINE = '>';
  static final char READY = '+';
  static final char FAILED = '!';

  private static final int MAX_BYTES = 64 * 1024;

  private final Path file;

  StatusFile(Path file) {
    this.file = file;
  }

  @Override
  public void line(String text) {
    append(LINE, text);
  }

  @Override
  public void ready() {
    append(READY, "");
  }

  @Override
  public void failed(String cause) {
    append(FAILED, cause);
  }

  private void append(char mark, String text) {
    StringBuilder lines = new StringBuilder();
    text.lines().forEach(line -> lines.append(mark).append(line).append('\n'));
    if (lines.isEmpty()) {
      lines.append(mark).append('\n');
    }
    try {
      Files.writeString(file, lines, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("the starting process has gone", e);
    }
  }

  /** Returns the complete lines with their marks, at most 64 KiB of them. */
  static List<String> read(Path file) throws IOException {
    String text;
    try (var in = Files.newInputStream(file)) {
      text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    }
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (!lines.isEmpty() && !text.endsWith("\n")) {
      lines.remove(lines.size() - 1); // still being written
    }
    return lines;
  }
}
