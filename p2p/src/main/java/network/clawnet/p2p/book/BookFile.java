package network.clawnet.p2p.book;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import network.clawnet.core.codec.DecodeException;

/**
 * The file in which a book survives a restart. It is replaced as a whole, so that a crash leaves
 * the old one or the new one. One caller at a time; methods block on disk.
 */
public final class BookFile {
  private final Path file;

  /** Names the file; its directory must exist when it is written. */
  public BookFile(Path file) {
    this.file = file;
  }

  /**
   * What was found.
   *
   * @param content what the file holds; empty content if there was none, or a damaged one
   * @param movedAside where a damaged file was moved to
   */
  public record Opened(BookContent content, Optional<Path> movedAside) {}

  /**
   * Reads the file. A damaged one is moved aside: what it held can be learned again, but an
   * operator must hear of it, for bans and kept peers are lost.
   *
   * @throws IOException if the disk fails
   */
  public Opened open(long nowMillis) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(BookCodec.MAX_BYTES + 1);
      if (bytes.length > BookCodec.MAX_BYTES) {
        throw new DecodeException("larger than " + BookCodec.MAX_BYTES + " bytes");
      }
      return new Opened(BookCodec.decode(nowMillis, bytes), Optional.empty());
    } catch (NoSuchFileException e) {
      return new Opened(nothing(), Optional.empty());
    } catch (DecodeException e) {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + nowMillis);
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      return new Opened(nothing(), Optional.of(aside));
    }
  }

  private static BookContent nothing() {
    return new BookContent(new PeerBook(), List.of());
  }

  /** Returns the bytes to {@link #write}; to be called by the owner of the content. */
  public static byte[] bytes(long nowMillis, BookContent content) {
    return BookCodec.encode(nowMillis, content);
  }

  /** Replaces the file; on disk when this returns. */
  public void write(byte[] bytes) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
