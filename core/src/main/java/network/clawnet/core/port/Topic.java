package network.clawnet.core.port;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import network.clawnet.core.identity.PeerId;

/**
 * A topic that this node has joined: whatever one member publishes reaches all of them with high
 * probability, in no order, by way of other members.
 *
 * <p>A message has no name but the SHA-256 of its content, and no signature: the content must prove
 * itself. The same content is carried once for as long as members remember it (minutes). Methods
 * may be called from any thread and never block.
 */
public interface Topic extends AutoCloseable {
  /** Returns the topic's name, exact and case-sensitive. */
  String name();

  /**
   * Hands a message to the other members; our own handler does not see it.
   *
   * <p>The stage completes with the number of peers it was sent to, which may be 0: nobody else is
   * there yet. It fails with {@link NetworkException.Reason#OVERLOADED} if too much waits to be
   * sent.
   *
   * @throws IllegalArgumentException if the message is larger than the terms allow
   */
  CompletionStage<Integer> publish(byte[] message);

  /** Returns the connected peers that are members, at this moment. */
  Set<PeerId> members();

  /** Leaves the topic. Does nothing a second time. */
  @Override
  void close();
}
