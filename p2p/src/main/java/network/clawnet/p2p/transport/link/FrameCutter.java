package network.clawnet.p2p.transport.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import network.clawnet.p2p.security.NoiseCipher;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into sealed frames behind their u16 lengths. A frame that lies whole in the input
 * is given in place; only one that is split over two inputs is copied together.
 */
final class FrameCutter {
  private final ByteBufAllocator memory;
  private @Nullable ByteBuf part;
  private @Nullable ByteBuf given;

  /** The first byte of a length whose second has not come, or -1. */
  private int half = -1;

  FrameCutter(ByteBufAllocator memory) {
    this.memory = memory;
  }

  /**
   * Returns the next sealed frame without its length, good until the next call; null if more input
   * is needed, and all of it was taken.
   */
  @Nullable ByteBuffer next(ByteBuffer in) {
    releaseGiven();
    if (part == null) {
      int length = length(in);
      if (length < 0) {
        return null;
      }
      if (in.remaining() >= length) {
        ByteBuffer frame = in.slice(in.position(), length);
        in.position(in.position() + length);
        return frame;
      }
      part = memory.directBuffer(length, length);
    }
    return complete(part, in);
  }

  private @Nullable ByteBuffer complete(ByteBuf frame, ByteBuffer in) {
    int size = Math.min(frame.writableBytes(), in.remaining());
    frame.writeBytes(in.slice(in.position(), size));
    in.position(in.position() + size);
    if (frame.isWritable()) {
      return null;
    }
    given = frame;
    part = null;
    return frame.nioBuffer();
  }

  private int length(ByteBuffer in) {
    if (half < 0 && in.remaining() >= NoiseCipher.LENGTH_BYTES) {
      return in.getShort() & 0xffff;
    }
    if (!in.hasRemaining()) {
      return -1;
    }
    int next = in.get() & 0xff;
    if (half < 0) {
      half = next;
      return -1;
    }
    int length = half << 8 | next;
    half = -1;
    return length;
  }

  private void releaseGiven() {
    if (given != null) {
      given.release();
      given = null;
    }
  }

  /** Gives the memory back. */
  void close() {
    releaseGiven();
    if (part != null) {
      part.release();
      part = null;
    }
  }
}
