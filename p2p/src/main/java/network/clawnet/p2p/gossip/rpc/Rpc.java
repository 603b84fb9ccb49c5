package network.clawnet.p2p.gossip.rpc;

import java.util.List;

/**
 * One unit on the stream between two peers.
 *
 * @param ignored entries beyond the limits of {@link RpcLimits}, which were not read
 */
public record Rpc(
    List<Subscription> subscriptions, List<Message> messages, Control control, int ignored) {
  /** The sender joins a topic, or leaves it. */
  public record Subscription(String topic, boolean joins) {}

  /** An RPC with subscriptions alone. */
  public static Rpc of(List<Subscription> subscriptions) {
    return new Rpc(subscriptions, List.of(), Control.NONE, 0);
  }

  /** An RPC with control alone. */
  public static Rpc of(Control control) {
    return new Rpc(List.of(), List.of(), control, 0);
  }

  /** An RPC with one message alone. */
  public static Rpc of(Message message) {
    return new Rpc(List.of(), List.of(message), Control.NONE, 0);
  }
}
