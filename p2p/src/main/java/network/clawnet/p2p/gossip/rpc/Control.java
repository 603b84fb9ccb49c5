package network.clawnet.p2p.gossip.rpc;

import java.util.List;
import network.clawnet.core.identity.PeerId;

/**
 * What peers of a mesh tell each other about it.
 *
 * @param have ids of messages that the sender can give, by topic
 * @param want ids of messages that the sender asks for
 * @param graft topics in whose mesh the sender has put us
 * @param prune topics from whose mesh the sender has removed us
 * @param dontWant ids of messages that the sender need not be sent any more
 */
public record Control(
    List<Have> have,
    List<MessageId> want,
    List<String> graft,
    List<Prune> prune,
    List<MessageId> dontWant) {
  /** Nothing to say. */
  public static final Control NONE =
      new Control(List.of(), List.of(), List.of(), List.of(), List.of());

  /** Ids of messages of one topic. */
  public record Have(String topic, List<MessageId> ids) {}

  /**
   * A removal from a mesh.
   *
   * @param suggested peers to try instead
   * @param backoffSeconds how long not to graft again; 0 means the receiver's default
   */
  public record Prune(String topic, List<Suggestion> suggested, long backoffSeconds) {}

  /**
   * A peer that may be worth connecting to.
   *
   * @param record signed peer record as received, or empty
   */
  public record Suggestion(PeerId peer, byte[] record) {}

  public boolean isEmpty() {
    return have.isEmpty()
        && want.isEmpty()
        && graft.isEmpty()
        && prune.isEmpty()
        && dontWant.isEmpty();
  }
}
