package network.clawnet.p2p.kad.sim;

import java.util.BitSet;
import java.util.Optional;
import network.clawnet.core.identity.PeerId;
import network.clawnet.p2p.kad.machine.KadMachine;
import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.table.Contact;
import network.clawnet.p2p.multiaddr.Multiaddr;

/** One participant: its name, where it truly is, and what answers for it. */
final class SimPeer {
  /** Answers in place of the machine. */
  @FunctionalInterface
  interface Liar {
    /** Returns the lie; empty to answer honestly. */
    Optional<KadMessage> lie(KadMessage request);
  }

  final int number;
  final PeerId id;
  final Multiaddr addr;
  final Contact contact;
  final KadMachine machine;
  final BitSet met = new BitSet();
  Optional<Liar> liar = Optional.empty();

  SimPeer(int number, Contact contact, KadMachine machine) {
    this.number = number;
    this.id = contact.id();
    this.addr = contact.addrs().get(0);
    this.contact = contact;
    this.machine = machine;
  }
}
