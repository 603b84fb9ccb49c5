package network.clawnet.p2p.mux;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One side of a yamux connection: bytes of the peer go into {@link #receive}, its own bytes come
 * out of {@link #drain}, and what happened is told as events.
 *
 * <p>A stream is named by its id, an unsigned 32-bit number. Calls for a stream that is gone do
 * nothing, since the peer may have reset it a moment ago. The memory used is bounded by {@link
 * YamuxLimits} and by what is given to {@link #write}. One thread at a time; time never goes back.
 * Source: yamux specification.
 */
public final class YamuxSession {
  private static final long LAST_ID = 0xffff_ffffL;

  private final YamuxLimits limits;
  private final Streams streams = new Streams();
  private final Outbound out = new Outbound(streams);
  private final Keepalive keepalive;
  private final ConnectionBudget budget;
  private final FrameRules rules;
  private final Inbound in;
  private long nextId;
  private boolean goneAway;

  /**
   * Starts a session; the first ping is due at once.
   *
   * @param shared memory for unread bytes beyond this connection, given back by {@link #close}
   */
  public YamuxSession(Role role, YamuxLimits limits, MemoryBudget shared, long nowMicros) {
    this.limits = limits;
    keepalive = new Keepalive(limits.pingEveryMicros(), limits.silenceMicros(), nowMicros);
    budget = new ConnectionBudget(limits.maxUnreadBytes(), shared);
    rules = new FrameRules(role, limits, streams, out, keepalive, budget, new Patience(nowMicros));
    in = new Inbound(rules);
    nextId = role.firstId();
  }

  /** Takes all bytes of the buffer; payload events are views of it. */
  public List<YamuxEvent> receive(ByteBuffer bytes, long nowMicros) {
    keepalive.heard(nowMicros);
    List<YamuxEvent> events = new ArrayList<>();
    in.receive(bytes, nowMicros, events);
    for (YamuxEvent event : events) {
      goneAway |= event instanceof YamuxEvent.GoneAway;
    }
    return events;
  }

  /** Pings if it is time, and ends the session of a peer that fell silent. */
  public List<YamuxEvent> tick(long nowMicros) {
    List<YamuxEvent> events = new ArrayList<>();
    if (rules.isOver()) {
      return events;
    }
    if (keepalive.isSilent(nowMicros)) {
      rules.fail(Violation.SILENCE, events);
      return events;
    }
    OptionalLong ping = keepalive.due(nowMicros);
    if (ping.isPresent()) {
      out.ping(ping.getAsLong());
    }
    return events;
  }

  /** Returns when to call {@link #tick} next; earlier or later calls do no harm. */
  public long nextTickMicros() {
    return keepalive.nextAt();
  }

  /**
   * Opens a stream; bytes may be written to it at once. Empty while too many are open or
   * unacknowledged, for good once the session is over or the peer has gone away.
   */
  public OptionalInt open(long nowMicros) {
    if (rules.isOver()
        || goneAway
        || nextId > LAST_ID
        || streams.outbound() >= limits.maxOutbound()
        || streams.unacknowledged() >= limits.maxUnacknowledged()) {
      return OptionalInt.empty();
    }
    StreamState stream = new StreamState((int) nextId, true, new ReceiveWindow(budget, nowMicros));
    nextId += 2;
    streams.add(stream);
    out.control(stream, Frame.SYN, 0);
    return OptionalInt.of(stream.id);
  }

  /**
   * Queues bytes; the buffer belongs to the session until {@link YamuxEvent.Written} has told of
   * them, or the stream is gone.
   *
   * @return false if the stream is gone; the buffer is not kept then
   * @throws IllegalStateException after {@link #finish}
   */
  public boolean write(int streamId, ByteBuffer bytes) {
    StreamState stream = streams.find(streamId);
    if (stream == null) {
      return false;
    }
    if (stream.finishing) {
      throw new IllegalStateException("stream " + streamId + " is finished");
    }
    stream.queue.add(bytes);
    out.offer(stream);
    return true;
  }

  /** Tells that the application has taken bytes of a payload; only this lets the peer send more. */
  public void consumed(int streamId, int bytes, long nowMicros) {
    StreamState stream = streams.find(streamId);
    if (stream == null) {
      return;
    }
    long delta =
        stream.window.consume(
            bytes, nowMicros, keepalive.rttMicros(), limits.maxStreamWindowBytes());
    if (stream.isOver()) {
      rules.remove(stream);
    } else if (delta > 0 && !stream.remoteEnded) {
      out.control(stream, 0, delta);
    }
  }

  /** Ends our direction of a stream after what is queued. */
  public void finish(int streamId) {
    StreamState stream = streams.find(streamId);
    if (stream == null || stream.finishing) {
      return;
    }
    stream.finishing = true;
    if (stream.queue.bytes() == 0) {
      out.control(stream, Frame.FIN, 0);
    }
  }

  /**
   * Drops a stream in both directions; what is queued is forgotten. The events are empty, unless
   * the peer leaves so many resets unread that the session ends.
   */
  public List<YamuxEvent> reset(int streamId, long code) {
    List<YamuxEvent> events = new ArrayList<>();
    StreamState stream = streams.find(streamId);
    if (stream != null) {
      boolean unknownToPeer = (stream.pendingFlags & Frame.SYN) != 0;
      rules.remove(stream);
      if (!unknownToPeer) {
        rules.refuse(streamId, code, events);
      }
    }
    return events;
  }

  /** Ends the session: all streams are gone, and only a GoAway frame is left to drain. */
  public void goAway(long code) {
    if (!rules.isOver()) {
      rules.endSession();
      out.goAway(code);
    }
  }

  /** Gives all memory back; the connection is gone. */
  public void close() {
    rules.endSession();
    budget.close();
  }

  /** Fills the target with frames as far as they fit; needs at least {@code 12} bytes of room. */
  public List<YamuxEvent> drain(ByteBuffer target) {
    List<YamuxEvent> events = new ArrayList<>();
    out.drain(target, events);
    return events;
  }

  /** Returns whether {@link #drain} would give frames. */
  public boolean hasOutput() {
    return !out.isEmpty();
  }

  /** Returns whether the session has ended; what is left may be drained. */
  public boolean isOver() {
    return rules.isOver();
  }

  /** Returns whether the peer takes no more streams. */
  public boolean hasGoneAway() {
    return goneAway;
  }

  /** Returns the shortest of the last round trips in microseconds, 0 before the first. */
  public long rttMicros() {
    return keepalive.rttMicros();
  }

  /** Returns how many streams are open, those opened by both sides. */
  public int streams() {
    return streams.inbound() + streams.outbound();
  }

  /** Returns how often the peer did something wrong. */
  public long count(Violation violation) {
    return rules.count(violation);
  }

  /** Returns the memory charged for unread bytes and grown windows. */
  public long memory() {
    return budget.used();
  }
}
