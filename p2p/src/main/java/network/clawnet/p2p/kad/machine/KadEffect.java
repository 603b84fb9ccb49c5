package network.clawnet.p2p.kad.machine;

import network.clawnet.p2p.kad.message.KadMessage;
import network.clawnet.p2p.kad.message.KadPeer;
import network.clawnet.p2p.kad.table.Contact;

/** What the machine wants done. Every request number must be settled once; late is ignored. */
public sealed interface KadEffect {
  /** Send a request and bring back its answer. */
  record Ask(long request, Contact peer, KadMessage message) implements KadEffect {}

  /** Send a message that has no answer. */
  record Tell(long request, Contact peer, KadMessage message) implements KadEffect {}

  /** Connect to the peer, if we are not connected; nothing is sent. */
  record Connect(long request, Contact peer) implements KadEffect {}

  /** A provider was found by a command that is still under way. */
  record Found(long task, KadPeer provider) implements KadEffect {}

  /** A command ended. */
  record Done(long task, KadOutcome outcome) implements KadEffect {}

  /**
   * A lookup ended, be it for a command or for the table: for the counters.
   *
   * @param hops answers in a row that led to the closest peer; 1 if it was in the table
   */
  record Walked(int hops, int requests, long millis) implements KadEffect {}
}
