package network.clawnet.p2p.kad.machine;

import java.util.List;
import network.clawnet.p2p.kad.lookup.Lookup;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.table.Contact;

/** A lookup under way: sends one request to whom the lookup names, feeds back what comes. */
final class Walk implements Exchange.Sink {
  /** What the walk is for. */
  interface Goal {
    /** Looks at an answer; true ends the walk. */
    boolean heard(Contact from, KadMessage answer);

    /** Called once, when the walk is over. */
    void over(List<Contact> closest);
  }

  private final Exchange exchange;
  private final Lookup lookup;
  private final KadMessage request;
  private final Goal goal;
  private final long sinceMillis;
  private boolean over;

  Walk(Exchange exchange, Lookup lookup, KadMessage request, Goal goal) {
    this.exchange = exchange;
    this.lookup = lookup;
    this.request = request;
    this.goal = goal;
    sinceMillis = exchange.nowMillis();
  }

  void go() {
    for (Contact peer : lookup.next()) {
      exchange.ask(peer, request, this);
    }
    if (!over && lookup.isOver()) {
      end();
    }
  }

  /** Ends the walk with what it has. */
  void end() {
    if (!over) {
      over = true;
      lookup.stop();
      long millis = exchange.nowMillis() - sinceMillis;
      exchange.emit(new KadEffect.Walked(lookup.hops(), lookup.requests(), millis));
      goal.over(lookup.closest());
    }
  }

  @Override
  public void answered(Contact peer, KadMessage answer) {
    if (over) {
      return;
    }
    lookup.answered(peer.id(), answer.closer());
    if (goal.heard(peer, answer)) {
      end();
    } else {
      go();
    }
  }

  @Override
  public void failed(Contact peer) {
    if (!over) {
      lookup.failed(peer.id());
      go();
    }
  }

  boolean isOver() {
    return over;
  }
}
