package network.clawnet.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Bytes of a connection with the two reads that HTTP needs. Buffers at most one chunk. */
final class ByteSource {
  private static final int BUFFER_BYTES = 16_384;

  /** Where bytes come from; returns -1 at the end. */
  @FunctionalInterface
  interface Reader {
    int read(byte[] into) throws IOException;
  }

  private final Reader reader;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;

  ByteSource(Reader reader) {
    this.reader = reader;
  }

  /** Returns the next byte, or -1 at the end of the stream. */
  int next() throws IOException {
    if (at == end && !fill()) {
      return -1;
    }
    return buffer[at++] & 0xff;
  }

  /**
   * Reads up to {@code count} bytes, at least one.
   *
   * @return the bytes, or an empty array at the end of the stream
   */
  byte[] some(long count) throws IOException {
    if (at == end && !fill()) {
      return new byte[0];
    }
    int length = (int) Math.min(count, end - at);
    byte[] bytes = new byte[length];
    System.arraycopy(buffer, at, bytes, 0, length);
    at += length;
    return bytes;
  }

  /**
   * Reads a line that ends with CR LF or a bare LF, and returns it without its end.
   *
   * @throws BadAnswer if it is longer than {@code maxBytes}
   * @throws EOFException if the stream ends first
   */
  String line(int maxBytes) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    while (true) {
      int b = next();
      if (b < 0) {
        throw new EOFException("the connection ended within a header");
      }
      if (b == '\n') {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      if (line.size() >= maxBytes) {
        throw new BadAnswer("a header line is longer than " + maxBytes + " bytes");
      }
      line.write(b);
    }
  }

  private boolean fill() throws IOException {
    at = 0;
    end = 0;
    int count = reader.read(buffer);
    if (count <= 0) {
      return false;
    }
    end = count;
    return true;
  }
}
