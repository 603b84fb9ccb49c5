package network.clawnet.p2p.kad.machine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.message.MessageType;
import network.clawnet.p2p.kad.table.Contact;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * Finds a peer: every new address that somebody tells is dialed until the peer itself is there, so
 * that false addresses cost time and nothing else. Addresses that cannot be dialed do not end it.
 */
final class FindPeerGoal implements Walk.Goal, Exchange.Sink {
  /** Addresses tried in all. */
  static final int MAX_ADDRS = 64;

  private final Exchange exchange;
  private final PeerId target;
  private final Consumer<KadOutcome> done;
  private final Set<Multiaddr> tried = new HashSet<>();
  private int dialing;
  private boolean walked;
  private boolean finished;

  FindPeerGoal(Exchange exchange, PeerId target, Consumer<KadOutcome> done) {
    this.exchange = exchange;
    this.target = target;
    this.done = done;
  }

  /** Dials the addresses that are new. */
  void dial(List<Multiaddr> addrs) {
    List<Multiaddr> fresh = new ArrayList<>();
    for (Multiaddr addr : addrs) {
      if (tried.size() < MAX_ADDRS && tried.add(addr)) {
        fresh.add(addr);
      }
    }
    if (!fresh.isEmpty()) {
      dialing++;
      KadMessage why = KadMessage.ask(MessageType.FIND_NODE, target.multihash());
      exchange.connect(Contact.of(target, fresh), why, this);
    }
  }

  @Override
  public boolean heard(Contact from, KadMessage answer) {
    if (from.id().equals(target)) {
      found(from);
    }
    for (KadPeer peer : answer.closer()) {
      if (!finished && peer.id().equals(target)) {
        dial(peer.addrs());
      }
    }
    return finished;
  }

  @Override
  public void over(List<Contact> closest) {
    walked = true;
    finishIfStuck();
  }

  @Override
  public void answered(Contact peer, KadMessage answer) {
    dialing--;
    found(peer);
  }

  @Override
  public void failed(Contact peer) {
    dialing--;
    finishIfStuck();
  }

  private void found(Contact peer) {
    if (!finished) {
      finished = true;
      done.accept(new KadOutcome.Peers(List.of(new KadPeer(target, peer.addrs()))));
    }
  }

  private void finishIfStuck() {
    if (walked && dialing == 0 && !finished) {
      finished = true;
      done.accept(new KadOutcome.Nothing("no reachable address of the peer is known"));
    }
  }
}
