package network.clawnet.cli.client;

import java.io.EOFException;
import java.io.IOException;

/** Delivers the body of an answer piece by piece, whatever its framing. */
final class BodyReader {
  private static final int MAX_CHUNK_LINE_BYTES = 256;
  private static final int MAX_TRAILERS = 100;
  private static final long UNTIL_END = Long.MAX_VALUE;

  private final ByteSource source;
  private final boolean chunked;
  private final boolean untilEnd;
  private long left;
  private boolean first = true;
  private boolean ended;

  BodyReader(ByteSource source, ResponseHead head) throws BadAnswer {
    this.source = source;
    boolean bodyless = head.status() == 204 || head.status() == 304;
    long length = bodyless ? 0 : head.contentLength();
    this.chunked = !bodyless && head.isChunked();
    this.untilEnd = !chunked && length < 0;
    this.left = chunked ? 0 : (untilEnd ? UNTIL_END : length);
  }

  /**
   * Returns the next bytes, or an empty array after the last.
   *
   * @throws EOFException if the connection ends before the body does
   */
  byte[] next() throws IOException {
    if (!ended && left == 0) {
      ended = !chunked || !openChunk();
    }
    if (ended) {
      return new byte[0];
    }
    byte[] bytes = source.some(left);
    if (bytes.length == 0) {
      return atEnd();
    }
    if (!untilEnd) {
      left -= bytes.length;
    }
    return bytes;
  }

  private byte[] atEnd() throws EOFException {
    if (untilEnd) {
      ended = true;
      return new byte[0];
    }
    throw new EOFException("the connection ended within the answer");
  }

  private boolean openChunk() throws IOException {
    if (!first && !source.line(MAX_CHUNK_LINE_BYTES).isEmpty()) {
      throw new BadAnswer("a chunk is longer than its length");
    }
    first = false;
    left = chunkLength(source.line(MAX_CHUNK_LINE_BYTES));
    if (left > 0) {
      return true;
    }
    for (int i = 0; i < MAX_TRAILERS; i++) {
      if (source.line(ResponseHead.MAX_LINE_BYTES).isEmpty()) {
        return false;
      }
    }
    throw new BadAnswer("too many trailers");
  }

  private static long chunkLength(String line) throws BadAnswer {
    int semicolon = line.indexOf(';');
    String digits = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
    if (digits.isEmpty() || digits.length() > 8) {
      throw new BadAnswer("bad chunk length");
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (digit < 0 || digits.charAt(i) > 'f') {
        throw new BadAnswer("bad chunk length");
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
