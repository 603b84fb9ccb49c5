package network.clawnet.p2p.kad.machine;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.message.MessageType;
import network.clawnet.p2p.kad.table.Contact;
import network.clawnet.p2p.kad.table.Diversity;
import network.clawnet.p2p.kad.table.RoutingTable;
import network.clawnet.p2p.multiaddr.Multiaddr;

/**
 * Who gets into the table and who leaves it. A peer that says it serves is first asked for
 * ourselves; one that was silent for long is asked again; one that fails makes room for the next in
 * line.
 */
final class Membership implements Exchange.Sink {
  /** Checks under way at once. */
  static final int MAX_CHECKS = 32;

  /** Peers that wait to be checked; more are forgotten, they will be heard of again. */
  static final int MAX_QUEUE = 256;

  private final Self self;
  private final KadTiming timing;
  private final RoutingTable table;
  private final Exchange exchange;
  private final AddressBook book;
  private final Diversity diversity;
  private final Map<PeerId, Contact> queue = new LinkedHashMap<>();
  private final Set<PeerId> checking = new HashSet<>();
  private long nextCheckMillis;

  Membership(Self self, KadConfig config, RoutingTable table, Exchange exchange, AddressBook book) {
    this.self = self;
    this.timing = config.timing();
    this.diversity = config.lookups().diversity();
    this.table = table;
    this.exchange = exchange;
    this.book = book;
  }

  /** A peer was identified as one that serves. */
  void ready(PeerId peer, List<Multiaddr> addrs) {
    List<Multiaddr> plausible = diversity.plausible(addrs);
    if (peer.equals(self.id) || (plausible.isEmpty() && !addrs.isEmpty())) {
      return; // a peer of another kind of network
    }
    Contact contact = Contact.of(peer, plausible);
    if (table.hasRoom(contact.key()) || table.find(peer).isPresent()) {
      check(contact);
    } else {
      table.await(contact);
    }
  }

  void gone(PeerId peer) {
    table.remove(peer);
    queue.remove(peer);
  }

  /**
   * A peer answered a request of any kind: it serves. Addresses that others told of it are not
   * passed on, only those it is known by or was reached at.
   */
  void answered(Contact peer, Multiaddr remote) {
    List<Multiaddr> proven = diversity.plausible(book.addresses(peer.id()));
    if (proven.isEmpty() && peer.addrs().contains(remote)) {
      proven = List.of(remote);
    }
    table.heard(exchange.nowMillis(), new Contact(peer.id(), peer.key(), proven), remote);
  }

  void noAnswer(Contact peer, long sentMillis) {
    table.failed(sentMillis, peer.id()).ifPresent(this::check);
  }

  /** Asks the peer for ourselves, now or when other checks are through. */
  void check(Contact peer) {
    if (!checking.contains(peer.id())
        && (queue.size() < MAX_QUEUE || queue.containsKey(peer.id()))) {
      queue.put(peer.id(), peer);
    }
    checkNext();
  }

  private void checkNext() {
    Iterator<Contact> next = queue.values().iterator();
    while (checking.size() < MAX_CHECKS && next.hasNext()) {
      Contact peer = next.next();
      next.remove();
      checking.add(peer.id());
      KadMessage question = KadMessage.ask(MessageType.FIND_NODE, self.id.multihash());
      exchange.ask(peer, question, this);
    }
  }

  @Override
  public void answered(Contact peer, KadMessage answer) {
    checking.remove(peer.id());
    checkNext();
  }

  @Override
  public void failed(Contact peer) {
    checking.remove(peer.id());
    checkNext();
  }

  void tick() {
    long now = exchange.nowMillis();
    if (now >= nextCheckMillis) {
      nextCheckMillis = now + timing.checkMillis();
      table.silentSince(now - timing.silenceMillis(), MAX_CHECKS).forEach(this::check);
    }
  }
}
