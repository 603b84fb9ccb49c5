package network.clawnet.p2p.mux;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be framed: control frames first, then the streams' bytes in turn. Bounded by the
 * number of streams, since credit and flags of one stream merge.
 */
final class Outbound {
  /** Most bytes of one stream in a row while others wait. */
  static final int QUANTUM_BYTES = 32 << 10;

  /** Answers to pings that may wait; more are not given. */
  static final int MAX_PONGS = 32;

  /** Resets of streams that we never had that may wait. */
  static final int MAX_REFUSALS = 1024;

  /** A frame with fewer bytes than this waits for the next target, unless it holds all. */
  private static final int LEAST_PART_BYTES = 512;

  private record Control(FrameType type, int flags, int streamId, long length) {}

  private final ArrayDeque<Control> pongs = new ArrayDeque<>(1);
  private final ArrayDeque<Control> refusals = new ArrayDeque<>(1);
  private final LinkedHashSet<StreamState> control = new LinkedHashSet<>();
  private final LinkedHashSet<StreamState> sending = new LinkedHashSet<>();
  private final Streams streams;
  private @Nullable Control ping;
  private @Nullable Control goAway;
  private boolean over;

  Outbound(Streams streams) {
    this.streams = streams;
  }

  void ping(long value) {
    ping = new Control(FrameType.PING, Frame.SYN, 0, value);
  }

  void pong(long value) {
    if (pongs.size() < MAX_PONGS) {
      pongs.add(new Control(FrameType.PING, Frame.ACK, 0, value));
    }
  }

  /** Resets a stream that has no state; false if too many wait already. */
  boolean refuse(int streamId, long code) {
    if (refusals.size() >= MAX_REFUSALS) {
      return false;
    }
    refusals.add(new Control(FrameType.WINDOW_UPDATE, Frame.RST, streamId, code));
    return true;
  }

  void goAway(long code) {
    goAway = new Control(FrameType.GO_AWAY, 0, 0, code);
  }

  /** Drops everything but a GoAway frame; nothing is accepted afterwards. */
  void end() {
    over = true;
    ping = null;
    pongs.clear();
    refusals.clear();
    control.clear();
    sending.clear();
  }

  void control(StreamState stream, int flags, long credit) {
    stream.pendingFlags |= flags;
    stream.pendingCredit += credit;
    if (!over) {
      control.add(stream);
    }
  }

  /** Called whenever a stream has got bytes or credit. */
  void offer(StreamState stream) {
    if (!over && stream.sendable()) {
      sending.add(stream);
    }
  }

  void forget(StreamState stream) {
    control.remove(stream);
    sending.remove(stream);
  }

  boolean isEmpty() {
    return goAway == null
        && ping == null
        && pongs.isEmpty()
        && refusals.isEmpty()
        && control.isEmpty()
        && sending.isEmpty();
  }

  /** Puts as many frames as fit into the target. */
  void drain(ByteBuffer target, List<YamuxEvent> events) {
    drainSession(target);
    boolean progress = true;
    while (progress) {
      drainControl(target);
      progress = drainPart(target, events);
    }
  }

  private void drainSession(ByteBuffer target) {
    goAway = put(goAway, target);
    ping = put(ping, target);
    drainQueue(pongs, target);
    drainQueue(refusals, target);
  }

  private static @Nullable Control put(@Nullable Control frame, ByteBuffer target) {
    if (frame == null || target.remaining() < Frame.HEADER_BYTES) {
      return frame;
    }
    Frame.write(target, frame.type, frame.flags, frame.streamId, frame.length);
    return null;
  }

  private static void drainQueue(ArrayDeque<Control> frames, ByteBuffer target) {
    while (!frames.isEmpty() && put(frames.peek(), target) == null) {
      frames.remove();
    }
  }

  /** FIN has a frame of its own: some peers see only the first flag of a frame. */
  private void drainControl(ByteBuffer target) {
    while (!control.isEmpty() && target.remaining() >= Frame.HEADER_BYTES) {
      StreamState stream = control.iterator().next();
      int first = stream.pendingFlags & ~Frame.FIN;
      if (stream.pendingFlags == Frame.FIN) {
        update(target, stream, Frame.FIN);
        stream.finished = true;
        dropIfOver(stream);
      } else {
        update(target, stream, first);
      }
      if (stream.pendingFlags == 0) {
        control.remove(stream);
      }
    }
  }

  private static void update(ByteBuffer target, StreamState stream, int flags) {
    Frame.write(target, FrameType.WINDOW_UPDATE, flags, stream.id, stream.pendingCredit);
    stream.pendingFlags &= ~flags;
    stream.pendingCredit = 0;
  }

  private void dropIfOver(StreamState stream) {
    if (stream.isOver()) {
      streams.remove(stream);
    }
  }

  /** Frames a part of the stream whose turn it is; false if there is none, or no room. */
  private boolean drainPart(ByteBuffer target, List<YamuxEvent> events) {
    if (sending.isEmpty()) {
      return false;
    }
    StreamState stream = sending.iterator().next();
    long ready = Math.min(stream.queue.bytes(), stream.sendWindow);
    int room = target.remaining() - Frame.HEADER_BYTES;
    if (room < Math.min(ready, LEAST_PART_BYTES)) {
      return false;
    }
    int most = sending.size() == 1 ? room : Math.min(room, QUANTUM_BYTES);
    int part = (int) Math.min(ready, most);
    Frame.write(target, FrameType.DATA, 0, stream.id, part);
    stream.queue.moveTo(target, part);
    stream.sendWindow -= part;
    events.add(new YamuxEvent.Written(stream.id, part));
    sending.remove(stream);
    if (stream.sendable()) {
      sending.add(stream);
    } else if (stream.finishing && stream.queue.bytes() == 0) {
      control(stream, Frame.FIN, 0);
    }
    return true;
  }
}
