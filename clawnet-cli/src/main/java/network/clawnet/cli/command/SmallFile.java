package network.clawnet.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files and streams that must be small. */
public final class SmallFile {
  private SmallFile() {}

  /**
   * Reads a whole file.
   *
   * @throws IOException also if it is larger than {@code maxBytes}
   */
  public static byte[] read(Path path, int maxBytes) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, maxBytes);
    }
  }

  /**
   * Reads a stream to its end, without closing it.
   *
   * @throws IOException also if it is longer than {@code maxBytes}
   */
  public static byte[] read(InputStream in, int maxBytes) throws IOException {
    byte[] bytes = in.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new IOException("larger than " + maxBytes + " bytes");
    }
    return bytes;
  }
}
