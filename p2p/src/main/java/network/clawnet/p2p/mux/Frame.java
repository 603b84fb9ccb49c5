package network.clawnet.p2p.mux;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The header of a frame, 12 bytes in network order. Source: yamux specification.
 *
 * @param type null if unknown
 * @param flags any of SYN, ACK, FIN, RST; other bits mean nothing
 * @param streamId unsigned; 0 is the session
 * @param length unsigned: payload bytes, credit, opaque ping value or error code
 */
record Frame(int version, @Nullable FrameType type, int flags, int streamId, long length) {
  static final int HEADER_BYTES = 12;

  static final int SYN = 1;
  static final int ACK = 2;
  static final int FIN = 4;
  static final int RST = 8;
  static final int ALL_FLAGS = SYN | ACK | FIN | RST;

  private static final long U32 = 0xffff_ffffL;

  /** Reads {@link #HEADER_BYTES} from the buffer's position. */
  static Frame read(ByteBuffer bytes) {
    int version = bytes.get() & 0xff;
    FrameType type = FrameType.of(bytes.get() & 0xff);
    int flags = bytes.getShort() & 0xffff;
    int streamId = bytes.getInt();
    return new Frame(version, type, flags, streamId, bytes.getInt() & U32);
  }

  /** Writes a header of version 0. */
  static void write(ByteBuffer target, FrameType type, int flags, int streamId, long length) {
    target.put((byte) 0).put((byte) type.code()).putShort((short) flags);
    target.putInt(streamId).putInt((int) length);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
