package network.clawnet.core.port;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.identity.PeerId;

/**
 * A two-way stream of messages to one authenticated peer, in order and without loss until it ends.
 *
 * <p>A message is a length-prefixed byte string: an unsigned varint of 1 to 9 bytes, then the
 * bytes. Its size is at most {@link StreamTerms#maxMessageBytes()}, checked before memory is taken.
 *
 * <p>Methods may be called from any thread and never block. Stages complete on a network thread:
 * what is attached to them must be short, or move to an executor of its own. They fail with {@link
 * NetworkException} and nothing else.
 */
public interface PeerStream {
  /** Returns who is at the other end; proved by the connection's handshake. */
  PeerId peer();

  /** Returns the protocol that both sides agreed on. */
  String protocol();

  /**
   * Sends one message; the array belongs to the stream until the stage completes.
   *
   * <p>The stage completes when the message has left for the connection within the peer's window,
   * which says nothing of its arrival. A sender that does not wait for it may have at most {@link
   * StreamTerms#maxUnsentBytes()} under way; a message beyond that fails with {@link
   * NetworkException.Reason#OVERLOADED} and is not sent, and the stream goes on.
   *
   * @throws IllegalArgumentException if the message is larger than the terms allow
   */
  CompletionStage<Void> send(byte[] message);

  /**
   * Takes the next message; empty when the peer has finished its direction.
   *
   * <p>Nothing is read ahead beyond one receive window: a receiver that does not ask holds the
   * sender back. At most one call may be open.
   *
   * @throws IllegalStateException if the stage of the call before has not completed
   */
  CompletionStage<Optional<byte[]>> receive();

  /** Ends our direction after everything sent; receiving goes on. Does nothing a second time. */
  void finish();

  /**
   * Ends both directions at once and drops what is unsent; open stages fail with {@link
   * NetworkException.Reason#RESET}. Does nothing once the stream has ended.
   */
  void reset();

  /** Completes, never with a fault, when both directions have ended for whatever reason. */
  CompletionStage<Void> ended();
}
