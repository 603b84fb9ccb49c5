package network.clawnet.core.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.clawnet.core.journal.JournalDisk;

/**
 * Keeps segments as files of one directory. Overwriting a preallocated file costs a tenth of the
 * sync time of a growing one, so a segment is filled with zeros first, under another name.
 */
public final class FileJournalDisk implements JournalDisk {
  /** The JDK keeps a direct buffer as large as the largest single transfer. */
  private static final int CHUNK_BYTES = 1 << 20;

  private static final String UNFINISHED = "next.tmp";

  private final Path directory;
  private final Map<String, FileChannel> open = new HashMap<>();

  /** Uses the directory, which is made if it does not exist. */
  public FileJournalDisk(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory);
    Files.deleteIfExists(directory.resolve(UNFINISHED));
  }

  @Override
  public List<String> list() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.seg")) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    names.sort(null);
    return names;
  }

  @Override
  public void create(String name, int bytes, List<Piece> pieces) throws IOException {
    Path unfinished = directory.resolve(UNFINISHED);
    FileChannel file =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    open.put(name, file);
    ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK_BYTES);
    for (int at = 0; at < bytes; at += zeros.limit()) {
      zeros.clear().limit(Math.min(CHUNK_BYTES, bytes - at));
      writeAll(file, zeros, at);
    }
    for (Piece piece : pieces) {
      writeAll(file, ByteBuffer.wrap(piece.bytes()), piece.offset());
    }
    file.force(true);
    Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    syncDirectory();
  }

  @Override
  public long size(String name) throws IOException {
    return channel(name).size();
  }

  @Override
  public byte[] read(String name) throws IOException {
    FileChannel file = channel(name);
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
    while (bytes.position() < bytes.capacity()) {
      int at = bytes.position();
      bytes.limit(Math.min(bytes.capacity(), at + CHUNK_BYTES));
      if (file.read(bytes, at) < 0) {
        throw new IOException(directory.resolve(name) + " became shorter while it was read");
      }
    }
    return bytes.array();
  }

  @Override
  public void write(String name, Piece piece) throws IOException {
    FileChannel file = channel(name);
    if (piece.offset() + piece.bytes().length > file.size()) {
      throw new IOException("write behind the end of " + directory.resolve(name));
    }
    writeAll(file, ByteBuffer.wrap(piece.bytes()), piece.offset());
  }

  @Override
  public void sync(String name) throws IOException {
    channel(name).force(false);
  }

  @Override
  public void delete(String name) throws IOException {
    FileChannel file = open.remove(name);
    if (file != null) {
      file.close();
    }
    Files.delete(directory.resolve(name));
    syncDirectory();
  }

  @Override
  public void close() throws IOException {
    for (FileChannel file : open.values()) {
      file.close();
    }
    open.clear();
  }

  private FileChannel channel(String name) throws IOException {
    FileChannel file = open.get(name);
    if (file == null) {
      file =
          FileChannel.open(
              directory.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE);
      open.put(name, file);
    }
    return file;
  }

  private void syncDirectory() throws IOException {
    try (FileChannel it = FileChannel.open(directory, StandardOpenOption.READ)) {
      it.force(true);
    }
  }

  private static void writeAll(FileChannel file, ByteBuffer bytes, long offset) throws IOException {
    long at = offset;
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + CHUNK_BYTES));
      at += file.write(bytes, at);
    }
  }
}
