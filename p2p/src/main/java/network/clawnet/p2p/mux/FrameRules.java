package network.clawnet.p2p.mux;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a frame of the peer does. Flags mean the same on data and on window updates, and any
 * combination is understood; the payload comes before the end of the stream. Frames of streams that
 * are gone are ignored, never answered. Source: yamux specification, libp2p.md section 5.
 */
final class FrameRules {
  /** Set while the payload of a frame has to be thrown away. */
  private @Nullable StreamState receiver;

  private final Role role;
  private final YamuxLimits limits;
  private final Streams streams;
  private final Outbound out;
  private final Keepalive keepalive;
  private final ConnectionBudget budget;
  private final Patience patience;
  private final Map<Violation, Long> counts = new EnumMap<>(Violation.class);
  private boolean over;

  FrameRules(
      Role role,
      YamuxLimits limits,
      Streams streams,
      Outbound out,
      Keepalive keepalive,
      ConnectionBudget budget,
      Patience patience) {
    this.role = role;
    this.limits = limits;
    this.streams = streams;
    this.out = out;
    this.keepalive = keepalive;
    this.budget = budget;
    this.patience = patience;
  }

  boolean isOver() {
    return over;
  }

  long count(Violation violation) {
    return counts.getOrDefault(violation, 0L);
  }

  private void tally(Violation violation) {
    counts.merge(violation, 1L, Long::sum);
  }

  /** Acts on a header; what its flags end waits for {@link #end} if it is a data frame. */
  void begin(Frame frame, long nowMicros, List<YamuxEvent> events) {
    FrameType type = frame.type();
    if (frame.version() != 0) {
      fail(Violation.BAD_VERSION, events);
    } else if (type == null) {
      fail(Violation.UNKNOWN_TYPE, events);
    } else {
      switch (type) {
        case PING -> ping(frame, nowMicros, events);
        case GO_AWAY -> goAway(frame, events);
        case DATA, WINDOW_UPDATE -> streamFrame(frame, nowMicros, events);
      }
    }
  }

  private void ping(Frame frame, long nowMicros, List<YamuxEvent> events) {
    if (frame.streamId() != 0) {
      fail(Violation.WRONG_SCOPE, events);
      return;
    }
    if (frame.has(Frame.ACK)) {
      OptionalLong rtt = keepalive.pong(frame.length(), nowMicros);
      if (rtt.isPresent()) {
        events.add(new YamuxEvent.Pong(rtt.getAsLong()));
        return;
      }
    } else {
      out.pong(frame.length());
    }
    if (!patience.spend(nowMicros)) {
      fail(Violation.PING_FLOOD, events);
    }
  }

  private void goAway(Frame frame, List<YamuxEvent> events) {
    if (frame.streamId() != 0) {
      fail(Violation.WRONG_SCOPE, events);
      return;
    }
    events.add(new YamuxEvent.GoneAway(frame.length()));
    if (frame.length() != YamuxCodes.NORMAL) {
      endSession();
    }
  }

  private void streamFrame(Frame frame, long nowMicros, List<YamuxEvent> events) {
    receiver = null;
    if (frame.streamId() == 0) {
      fail(Violation.WRONG_SCOPE, events);
      return;
    }
    if (isEmpty(frame) && !patience.spend(nowMicros)) {
      fail(Violation.EMPTY_FLOOD, events);
      return;
    }
    StreamState stream = streams.find(frame.streamId());
    if (frame.has(Frame.SYN)) {
      stream = stream == null ? open(frame, nowMicros, events) : duplicate(events);
    }
    if (stream == null) {
      return;
    }
    if (frame.has(Frame.ACK) && streams.acknowledge(stream)) {
      events.add(new YamuxEvent.Acknowledged(stream.id));
    }
    if (frame.type() == FrameType.DATA) {
      receiver = expect(stream, frame, events) ? stream : null;
    } else {
      windowUpdate(stream, frame, nowMicros, events);
    }
  }

  /** A frame that says nothing; a window update of 0 with ACK or SYN does say something. */
  private static boolean isEmpty(Frame frame) {
    return frame.length() == 0 && (frame.flags() & Frame.ALL_FLAGS) == 0;
  }

  private @Nullable StreamState duplicate(List<YamuxEvent> events) {
    fail(Violation.DUPLICATE_STREAM, events);
    return null;
  }

  private @Nullable StreamState open(Frame frame, long nowMicros, List<YamuxEvent> events) {
    if (role.owns(frame.streamId())) {
      fail(Violation.WRONG_PARITY, events);
      return null;
    }
    if (streams.inbound() >= limits.maxInbound()) {
      tally(Violation.TOO_MANY_STREAMS);
      boolean bearable = patience.spend(nowMicros);
      if (!bearable || !out.refuse(frame.streamId(), YamuxCodes.RESOURCE_LIMIT)) {
        fail(Violation.STREAM_FLOOD, events);
      }
      return null;
    }
    StreamState stream =
        new StreamState(frame.streamId(), false, new ReceiveWindow(budget, nowMicros));
    streams.add(stream);
    out.control(stream, Frame.ACK, 0);
    events.add(new YamuxEvent.Opened(stream.id));
    return stream;
  }

  /** Returns whether the payload of this frame may be delivered. */
  private boolean expect(StreamState stream, Frame frame, List<YamuxEvent> events) {
    long length = frame.length();
    if (!stream.window.allows(length)) {
      fail(Violation.WINDOW_OVERRUN, events);
      return false;
    }
    if (length > 0 && stream.remoteEnded) {
      drop(stream, Violation.PAYLOAD_AFTER_END, YamuxCodes.PROTOCOL_VIOLATION, events);
      return false;
    }
    if (!stream.window.arrive(length)) {
      drop(stream, Violation.MEMORY, YamuxCodes.RESOURCE_LIMIT, events);
      return false;
    }
    return true;
  }

  private void windowUpdate(
      StreamState stream, Frame frame, long nowMicros, List<YamuxEvent> events) {
    if (frame.has(Frame.RST)) {
      reset(stream, frame.length(), nowMicros, events);
      return;
    }
    if (!stream.credit(frame.length())) {
      fail(Violation.CREDIT_OVERFLOW, events);
      return;
    }
    out.offer(stream);
    finish(stream, frame, events);
  }

  /** Delivers a part of the payload of the last data frame, if anybody wants it. */
  void payload(int streamId, ByteBuffer bytes, List<YamuxEvent> events) {
    if (receiver != null) {
      events.add(new YamuxEvent.Payload(streamId, bytes));
    }
  }

  /** The payload of a data frame is complete; now its flags may end the stream. */
  void end(Frame frame, long nowMicros, List<YamuxEvent> events) {
    StreamState stream = receiver;
    receiver = null;
    if (stream == null || over) {
      return;
    }
    if (frame.has(Frame.RST)) {
      reset(stream, YamuxCodes.NORMAL, nowMicros, events);
    } else {
      finish(stream, frame, events);
    }
  }

  private void finish(StreamState stream, Frame frame, List<YamuxEvent> events) {
    if (frame.has(Frame.FIN) && !stream.remoteEnded) {
      stream.remoteEnded = true;
      events.add(new YamuxEvent.Ended(stream.id));
      if (stream.isOver()) {
        remove(stream);
      }
    }
  }

  private void reset(StreamState stream, long code, long nowMicros, List<YamuxEvent> events) {
    remove(stream);
    events.add(new YamuxEvent.Reset(stream.id, code));
    if (!patience.spend(nowMicros)) {
      fail(Violation.RESET_FLOOD, events);
    }
  }

  private void drop(StreamState stream, Violation why, long code, List<YamuxEvent> events) {
    tally(why);
    remove(stream);
    events.add(new YamuxEvent.Dropped(stream.id, why));
    refuse(stream.id, code, events);
  }

  /** Resets a stream without state; too many that the peer does not take end the session. */
  void refuse(int streamId, long code, List<YamuxEvent> events) {
    if (!out.refuse(streamId, code)) {
      fail(Violation.STREAM_FLOOD, events);
    }
  }

  void remove(StreamState stream) {
    if (receiver == stream) {
      receiver = null;
    }
    streams.remove(stream);
    out.forget(stream);
  }

  /** Ends the session by the peer's fault. */
  void fail(Violation why, List<YamuxEvent> events) {
    if (over) {
      return;
    }
    tally(why);
    endSession();
    out.goAway(YamuxCodes.PROTOCOL_ERROR);
    events.add(new YamuxEvent.Failed(why));
  }

  void endSession() {
    over = true;
    receiver = null;
    streams.clear();
    out.end();
  }
}
