package network.clawnet.p2p.kad.machine;

import java.util.List;
import network.clawnet.p2p.kad.message.KadPeer;

/** How a command ended. */
public sealed interface KadOutcome {
  /** Peers that were looked for, closest first; providers in the order they were found. */
  record Peers(List<KadPeer> peers) implements KadOutcome {}

  /** So many other peers took the announcement or the value. */
  record Stored(int peers) implements KadOutcome {}

  /** The best value and how many peers had exactly it. */
  record Value(byte[] value, int agreeing) implements KadOutcome {}

  /** Nothing was found, or the command was refused; the text says which. */
  record Nothing(String reason) implements KadOutcome {}
}
