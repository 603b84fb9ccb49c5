package network.clawnet.p2p.identify;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import network.clawnet.p2p.transport.Connection;
import network.clawnet.p2p.transport.MuxedStream;
import network.clawnet.p2p.transport.StreamListener;

/**
 * Asks peers who they are, answers when they ask, and tells them when we have changed. Called on
 * the connections' threads; has no state of its own.
 */
public final class Identify {
  /** Asks, and answers. */
  public static final String PROTOCOL = "/ipfs/id/1.0.0";

  /** Tells without being asked. */
  public static final String PUSH_PROTOCOL = "/ipfs/id/push/1.0.0";

  private final Function<Connection, Identity> self;
  private final IdentityListener listener;

  /**
   * @param self what we say of ourselves over a connection; called on any network thread
   * @param listener hears what others say
   */
  public Identify(Function<Connection, Identity> self, IdentityListener listener) {
    this.self = self;
    this.listener = listener;
  }

  /** Asks the peer; the listener hears the answer, or that there is none. */
  public void ask(Connection connection) {
    connection
        .open(List.of(PROTOCOL), true, new IdentityReceiver(listener, false))
        .whenComplete(
            (stream, fault) -> {
              if (fault == null) {
                stream.closeWrite(); // the question is the stream itself
              } else {
                listener.unidentified(connection, String.valueOf(fault.getMessage()));
              }
            });
  }

  /** Tells the peer what we are now; a peer that does not want to know is left alone. */
  public void push(Connection connection) {
    connection.open(List.of(PUSH_PROTOCOL), true, new Speaker());
  }

  /** Returns who answers a stream of {@link #PROTOCOL} that a peer has opened. */
  public StreamListener answer() {
    return new Speaker();
  }

  /** Returns who reads a stream of {@link #PUSH_PROTOCOL} that a peer has opened. */
  public StreamListener hear() {
    return new IdentityReceiver(listener, true);
  }

  /** Says everything at once and ends its direction; does not read. */
  private final class Speaker implements StreamListener {
    @Override
    public void opened(MuxedStream stream) {
      stream.readTimeout(IdentifyLimits.TIMEOUT);
      for (byte[] message : IdentityWriter.messages(self.apply(stream.connection()))) {
        stream.write(ByteBuffer.wrap(message));
      }
      stream.closeWrite();
    }

    @Override
    public void received(MuxedStream stream, ByteBuffer bytes) {
      stream.reset(0); // nothing is to be said here
    }

    @Override
    public void ended(MuxedStream stream) {}
  }
}
