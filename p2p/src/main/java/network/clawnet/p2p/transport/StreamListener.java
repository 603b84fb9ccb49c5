package network.clawnet.p2p.transport;

import java.nio.ByteBuffer;

/**
 * What happens on a stream. Called on the connection's thread, in order, never by two threads; must
 * return soon. An unchecked exception resets the stream.
 */
public interface StreamListener {
  /** The protocol is agreed, or proposed to a peer known to speak it; the first call. */
  default void opened(MuxedStream stream) {}

  /**
   * Bytes arrived. The buffer is good only during the call; what is in it counts as read when the
   * call returns, whether it was looked at or not, and lets the peer send as much again.
   */
  void received(MuxedStream stream, ByteBuffer bytes);

  /** The peer finished its direction; ours goes on until {@link MuxedStream#closeWrite}. */
  void ended(MuxedStream stream);

  /** Few enough bytes wait again. */
  default void writable(MuxedStream stream) {}

  /**
   * The stream is gone; the last call, exactly once if {@link #opened} was called, else never.
   *
   * @param reason {@link TransportException.Reason#CLOSED} if both directions finished or we reset
   *     it
   */
  default void closed(MuxedStream stream, TransportException reason) {}
}
