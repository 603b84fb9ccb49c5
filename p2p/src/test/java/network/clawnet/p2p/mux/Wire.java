package network.clawnet.p2p.mux;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Frames by hand, as a peer would send them. */
final class Wire {
  private Wire() {}

  static byte[] frame(FrameType type, int flags, int streamId, long length) {
    ByteBuffer bytes = ByteBuffer.allocate(Frame.HEADER_BYTES);
    Frame.write(bytes, type, flags, streamId, length);
    return bytes.array();
  }

  static byte[] payload(int flags, int streamId, byte... payload) {
    return join(frame(FrameType.DATA, flags, streamId, payload.length), payload);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Everything that a session wants to send, with targets of one size. */
  static byte[] drain(YamuxSession session, int room) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer target = ByteBuffer.allocate(room);
    while (session.hasOutput()) {
      session.drain(target.clear());
      if (target.position() == 0) {
        throw new AssertionError("output, but no frame");
      }
      out.write(target.array(), 0, target.position());
    }
    return out.toByteArray();
  }

  /** The headers in a run of whole frames. */
  static List<Frame> frames(byte[] bytes) {
    List<Frame> frames = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    while (in.hasRemaining()) {
      Frame frame = Frame.read(in);
      frames.add(frame);
      if (frame.type() == FrameType.DATA) {
        in.position(in.position() + (int) frame.length());
      }
    }
    return frames;
  }
}
