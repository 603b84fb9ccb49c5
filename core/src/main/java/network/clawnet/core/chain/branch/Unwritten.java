package network.clawnet.core.chain.branch;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Envelope;
import network.clawnet.core.event.SignedEvent;

/** Final blocks whose rows cannot be read yet, oldest first. Ledger thread. */
final class Unwritten {
  private final Deque<Branch> blocks = new ArrayDeque<>();

  void add(Branch block) {
    blocks.add(block);
  }

  /** Forgets the oldest blocks: from now on their events are found in the database. */
  void written(int count) {
    for (int i = 0; i < count; i++) {
      blocks.remove();
    }
  }

  /** Returns them all. */
  Collection<Branch> blocks() {
    return Collections.unmodifiableCollection(blocks);
  }

  /** Returns whether an event is in one of the blocks. */
  boolean holds(Hash event) {
    return blocks.stream().anyMatch(it -> it.holds(event));
  }

  /** Returns the event that has taken the nonce of another one. */
  Optional<Hash> winnerOver(Envelope loser) {
    return blocks.stream()
        .flatMap(block -> block.eventsOf(loser.issuer()).stream())
        .map(it -> it.prepared().event())
        .filter(it -> it.envelope().nonce() == loser.nonce())
        .map(SignedEvent::hash)
        .findFirst();
  }
}
