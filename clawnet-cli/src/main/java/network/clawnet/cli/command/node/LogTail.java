package network.clawnet.cli.command.node;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Copies the end of a log file and what is added to it. When the file is renamed or begun anew, the
 * rest of the old one is copied first, then the new one from its start.
 */
final class LogTail implements AutoCloseable {
  private static final int BLOCK_BYTES = 65_536;

  private final Path file;
  private final OutputStream out;
  private FileChannel channel;
  private @Nullable Object key;
  private long position;

  LogTail(Path file, OutputStream out) throws IOException {
    this.file = file;
    this.out = out;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.key = keyOf(file);
  }

  /** Copies the last lines. */
  void last(long lines) throws IOException {
    position = startOfLast(lines);
    copy();
  }

  /** Copies what came since the last call. */
  void more() throws IOException {
    copy();
    Object now;
    try {
      now = keyOf(file);
    } catch (NoSuchFileException e) {
      return; // between renaming the old file and making the new one
    }
    boolean renamed = !Objects.equals(now, key);
    if (renamed || channel.size() < position) {
      copy();
      channel.close();
      channel = FileChannel.open(file, StandardOpenOption.READ);
      key = now;
      position = 0;
      copy();
    }
  }

  private void copy() throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
    int count = channel.read(block, position);
    while (count > 0) {
      out.write(block.array(), 0, count);
      position += count;
      block.clear();
      count = channel.read(block, position);
    }
    out.flush();
  }

  /** Returns where the last lines begin; reads backwards, one block at a time. */
  private long startOfLast(long lines) throws IOException {
    long end = channel.size();
    long found = 0;
    ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
    for (long blockEnd = end; blockEnd > 0; ) {
      long start = Math.max(0, blockEnd - BLOCK_BYTES);
      block.clear().limit((int) (blockEnd - start));
      readFully(block, start);
      for (int i = block.limit() - 1; i >= 0; i--) {
        boolean lineEnd = block.get(i) == '\n' && start + i != end - 1;
        if (lineEnd && ++found == lines) {
          return start + i + 1;
        }
      }
      blockEnd = start;
    }
    return lines == 0 ? end : 0;
  }

  private void readFully(ByteBuffer block, long start) throws IOException {
    while (block.hasRemaining()) {
      if (channel.read(block, start + block.position()) < 0) {
        break; // cut while it was read: what is missing counts as no line
      }
    }
    block.limit(block.position());
  }

  private static @Nullable Object keyOf(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
