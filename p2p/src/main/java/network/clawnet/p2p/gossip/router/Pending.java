package network.clawnet.p2p.gossip.router;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageId;

/** A message that waits for its judgement. */
final class Pending {
  /** Another message under the same id: if it is signed, one of the two is forged. */
  record Rival(Message message, Peer from) {}

  final long ticket;
  final TopicState topic;
  final MessageId id;
  final Message message;
  final Peer from;

  /** Peers that brought the same bytes meanwhile, each once. */
  final List<Peer> copies = new ArrayList<>(2);

  final List<Rival> rivals = new ArrayList<>(0);

  Pending(long ticket, TopicState topic, MessageId id, Message message, Peer from) {
    this.ticket = ticket;
    this.topic = topic;
    this.id = id;
    this.message = message;
    this.from = from;
  }
}
