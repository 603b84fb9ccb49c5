package network.clawnet.p2p.gossip.router;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.clawnet.p2p.gossip.router.Tallies.Tally;
import network.clawnet.p2p.gossip.rpc.Message;
import network.clawnet.p2p.gossip.rpc.MessageId;

/** The messages that wait for their judgement: bounded in number and bytes, in all and per peer. */
final class Judgements {
  private final Map<Long, Pending> byTicket = new HashMap<>();
  private final Outbox outbox;
  private final Tallies tallies;
  private long tickets;
  private long bytes;

  Judgements(Outbox outbox, Tallies tallies) {
    this.outbox = outbox;
    this.tallies = tallies;
  }

  /** Has a message judged; false, and a reason counted, if too many wait. */
  boolean ask(TopicState topic, MessageId id, Message message, Peer from) {
    if (from.pending >= RouterLimits.MAX_PENDING_PER_PEER) {
      tallies.count(Tally.QUEUE_FULL_FOR_PEER);
      return false;
    }
    int size = message.rpc().length;
    if (byTicket.size() >= RouterLimits.MAX_PENDING
        || bytes + size > RouterLimits.MAX_PENDING_BYTES
        || topic.pending.size() >= topic.rules.maxPending()) {
      tallies.count(Tally.QUEUE_FULL);
      return false;
    }
    Pending pending = new Pending(++tickets, topic, id, message, from);
    byTicket.put(pending.ticket, pending);
    topic.pending.put(id, pending);
    from.pending++;
    bytes += size;
    outbox.other(new Effect.Judge(pending.ticket, message, from.id, topic.rules.policy()));
    return true;
  }

  /** Ends the wait; empty if that ticket does not wait. */
  Optional<Pending> end(long ticket) {
    Pending pending = byTicket.remove(ticket);
    if (pending == null) {
      return Optional.empty();
    }
    pending.topic.pending.remove(pending.id);
    pending.from.pending--;
    bytes -= pending.message.rpc().length;
    return Optional.of(pending);
  }

  /** Ends the wait of all messages of a topic. */
  void end(TopicState topic) {
    List.copyOf(topic.pending.values()).forEach(pending -> end(pending.ticket));
  }

  int size() {
    return byTicket.size();
  }
}
