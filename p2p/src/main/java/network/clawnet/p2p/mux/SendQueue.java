package network.clawnet.p2p.mux;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** Bytes of one stream that wait for the window and for their turn; never copied before that. */
final class SendQueue {
  private final ArrayDeque<ByteBuffer> parts = new ArrayDeque<>(2);
  private long bytes;

  void add(ByteBuffer part) {
    if (part.hasRemaining()) {
      parts.add(part);
      bytes += part.remaining();
    }
  }

  long bytes() {
    return bytes;
  }

  /** Copies the first bytes to the target, which has room for them. */
  void moveTo(ByteBuffer target, int count) {
    int left = count;
    while (left > 0) {
      ByteBuffer part = parts.getFirst();
      int chunk = Math.min(left, part.remaining());
      target.put(target.position(), part, part.position(), chunk);
      target.position(target.position() + chunk);
      part.position(part.position() + chunk);
      left -= chunk;
      if (!part.hasRemaining()) {
        parts.removeFirst();
      }
    }
    bytes -= count;
  }

  void clear() {
    parts.clear();
    bytes = 0;
  }
}
