package network.clawnet.p2p.kad.machine;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.message.MessageType;
import network.clawnet.p2p.kad.table.Contact;

/** Walks to a key and leaves a value or an announcement with the peers closest to it. */
final class StoreGoal implements Walk.Goal, Exchange.Sink {
  private final Exchange exchange;
  private final Supplier<KadMessage> message;
  private final Consumer<KadOutcome> done;
  private int open;
  private int stored;

  /**
   * @param message made at the end, when our addresses may have changed
   */
  StoreGoal(Exchange exchange, Supplier<KadMessage> message, Consumer<KadOutcome> done) {
    this.exchange = exchange;
    this.message = message;
    this.done = done;
  }

  @Override
  public boolean heard(Contact from, KadMessage answer) {
    return false;
  }

  @Override
  public void over(List<Contact> closest) {
    KadMessage sent = message.get();
    open = closest.size();
    for (Contact peer : closest) {
      if (sent.type() == MessageType.ADD_PROVIDER) {
        exchange.tell(peer, sent, this);
      } else {
        exchange.ask(peer, sent, this);
      }
    }
    if (open == 0) {
      done.accept(new KadOutcome.Stored(0));
    }
  }

  @Override
  public void answered(Contact peer, KadMessage answer) {
    stored++;
    settled();
  }

  @Override
  public void failed(Contact peer) {
    settled();
  }

  private void settled() {
    open--;
    if (open == 0) {
      done.accept(new KadOutcome.Stored(stored));
    }
  }
}
