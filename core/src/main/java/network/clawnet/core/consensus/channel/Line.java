package network.clawnet.core.consensus.channel;

import java.util.Optional;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.frame.Farewell;
import network.clawnet.core.consensus.frame.Frame;
import network.clawnet.core.consensus.frame.Outlet;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.PeerStream;
import org.jspecify.annotations.Nullable;

/**
 * One stream, its frames in and out. Reads the next frame when the one before has been taken and
 * the peer's flow allows it. Owned by the loop.
 */
final class Line {
  private final PeerStream stream;
  private final ChannelLoop loop;
  private final Outlet outlet;
  private final Flow flow;
  private @Nullable Listener listener;
  private long underWay;
  private boolean over;

  /** Who takes what comes on a line. */
  interface Listener {
    /** A frame came; {@code bytes} is its size. */
    void frame(Frame frame, int bytes);

    /** The stream has ended without our doing; called once, and nothing after it. */
    void ended();

    /** What came is no frame. */
    void malformed(String why);
  }

  Line(PeerStream stream, ChannelLoop loop, ChannelTerms terms) {
    this.stream = stream;
    this.loop = loop;
    this.outlet = new Outlet(2L * terms.maxMessageBytes());
    this.flow = new Flow(terms.bytesPerSecond(), terms.burst(), loop.nowNanos());
  }

  PeerId peer() {
    return stream.peer();
  }

  /** Returns how many messages were dropped because the peer took too few. */
  long dropped() {
    return outlet.dropped();
  }

  boolean isOver() {
    return over;
  }

  /** Begins to read. Called once. */
  void start(Listener first) {
    listener = first;
    read();
  }

  /** Hands what comes from now on to another listener. */
  void handOver(Listener next) {
    listener = next;
  }

  private void read() {
    if (!over) {
      stream
          .receive()
          .exceptionally(fault -> Optional.empty())
          .thenAccept(bytes -> loop.execute(() -> received(bytes)));
    }
  }

  /** Sends a frame of the hello at once. */
  void send(Frame frame) {
    if (!over) {
      transmit(frame.encode());
    }
  }

  /** Sends a consensus message when its turn comes. */
  void send(byte[] message) {
    if (!over) {
      outlet.add(message);
      pump();
    }
  }

  /** Ends the stream, saying why; the listener hears nothing any more. */
  void end(Farewell why) {
    if (over) {
      return;
    }
    transmit(new Frame.Goodbye(why).encode());
    over = true;
    stream.finish();
    loop.after(ChannelTerms.FAREWELL_NANOS, stream::reset);
  }

  private void received(Optional<byte[]> bytes) {
    Listener to = listener;
    if (over || to == null) {
      return;
    }
    if (bytes.isEmpty()) {
      over = true;
      stream.reset();
      to.ended();
      return;
    }
    byte[] frame = bytes.get();
    try {
      to.frame(Frame.decode(frame), frame.length);
    } catch (DecodeException e) {
      to.malformed(String.valueOf(e.getMessage()));
    }
    long wait = flow.take(frame.length + (long) ChannelTerms.MESSAGE_COST, loop.nowNanos());
    if (wait > 0) {
      loop.after(wait, this::read);
    } else {
      read();
    }
  }

  private void pump() {
    while (!over && underWay < ChannelTerms.WINDOW_BYTES) {
      Optional<Frame> next = outlet.next();
      if (next.isEmpty()) {
        return;
      }
      transmit(next.get().encode());
    }
  }

  private void transmit(byte[] frame) {
    underWay += frame.length;
    stream.send(frame).whenComplete((done, fault) -> loop.execute(() -> left(frame.length)));
  }

  /** Failed sends are not looked at: reading tells when the stream is over. */
  private void left(int bytes) {
    underWay -= bytes;
    pump();
  }
}
