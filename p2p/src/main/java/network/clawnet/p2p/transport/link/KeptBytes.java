package network.clawnet.p2p.transport.link;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that arrived for a reader who paused. Copied, since the buffer they came in is much larger
 * and used again; packed, so that many small pieces cost no more than one large one.
 */
final class KeptBytes {
  private static final int LEAST_CHUNK_BYTES = 256;
  private static final int MOST_CHUNK_BYTES = 32 << 10;

  private final ArrayDeque<ByteBuffer> full = new ArrayDeque<>(2);
  private byte[] chunk = new byte[0];
  private int filled;

  void add(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (filled == chunk.length) {
        grow(bytes.remaining());
      }
      int part = Math.min(bytes.remaining(), chunk.length - filled);
      bytes.get(chunk, filled, part);
      filled += part;
    }
  }

  private void grow(int wanted) {
    if (filled == MOST_CHUNK_BYTES) {
      full.add(ByteBuffer.wrap(chunk, 0, filled));
      chunk = new byte[0];
      filled = 0;
    }
    int size = Math.max(LEAST_CHUNK_BYTES, Math.max(2 * filled, filled + wanted));
    chunk = Arrays.copyOf(chunk, Math.min(MOST_CHUNK_BYTES, size));
  }

  boolean isEmpty() {
    return full.isEmpty() && filled == 0;
  }

  /** Takes the oldest bytes out, as many as lie together; null if there are none. */
  @Nullable ByteBuffer take() {
    ByteBuffer first = full.poll();
    if (first != null) {
      return first;
    }
    if (filled == 0) {
      return null;
    }
    ByteBuffer last = ByteBuffer.wrap(chunk, 0, filled);
    clear();
    return last;
  }

  void clear() {
    full.clear();
    chunk = new byte[0];
    filled = 0;
  }
}
