package network.clawnet.p2p.mux;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts the peer's bytes into frames and payload, split in whatever way they arrive. */
final class Inbound {
  private final ByteBuffer header = ByteBuffer.allocate(Frame.HEADER_BYTES);
  private final FrameRules rules;

  /** The frame whose payload is arriving. */
  private @Nullable Frame frame;

  private long missing;

  Inbound(FrameRules rules) {
    this.rules = rules;
  }

  /** Takes all bytes, unless the session ends on the way. */
  void receive(ByteBuffer bytes, long nowMicros, List<YamuxEvent> events) {
    while (bytes.hasRemaining() && !rules.isOver()) {
      if (frame == null) {
        header(bytes, nowMicros, events);
      } else {
        payload(frame, bytes, nowMicros, events);
      }
    }
  }

  private void header(ByteBuffer bytes, long nowMicros, List<YamuxEvent> events) {
    Frame next = nextHeader(bytes);
    if (next == null) {
      return;
    }
    rules.begin(next, nowMicros, events);
    if (next.type() != FrameType.DATA) {
      return;
    }
    missing = next.length();
    if (missing == 0) {
      rules.end(next, nowMicros, events);
    } else {
      frame = next;
    }
  }

  private @Nullable Frame nextHeader(ByteBuffer bytes) {
    if (header.position() == 0 && bytes.remaining() >= Frame.HEADER_BYTES) {
      return Frame.read(bytes);
    }
    int chunk = Math.min(header.remaining(), bytes.remaining());
    header.put(header.position(), bytes, bytes.position(), chunk);
    header.position(header.position() + chunk);
    bytes.position(bytes.position() + chunk);
    if (header.hasRemaining()) {
      return null;
    }
    header.flip();
    Frame next = Frame.read(header);
    header.clear();
    return next;
  }

  private void payload(Frame current, ByteBuffer bytes, long nowMicros, List<YamuxEvent> events) {
    int chunk = (int) Math.min(missing, bytes.remaining());
    ByteBuffer part = bytes.slice(bytes.position(), chunk);
    bytes.position(bytes.position() + chunk);
    rules.payload(current.streamId(), part, events);
    missing -= chunk;
    if (missing == 0) {
      frame = null;
      rules.end(current, nowMicros, events);
    }
  }
}
