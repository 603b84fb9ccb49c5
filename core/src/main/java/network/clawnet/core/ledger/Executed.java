package network.clawnet.core.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import network.clawnet.core.block.MerkleRoot;
import network.clawnet.core.block.Outcome;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.state.Change;

/**
 * What executing a block gave, the state root aside.
 *
 * @param events included events in block order
 * @param receipts of due entries, then of events
 * @param changes of the state, sorted by key
 * @param lastOfEpoch whether the block ends its epoch
 * @param nextValidators the set of the epoch after the block's
 */
public record Executed(
    List<PreparedEvent> events,
    List<Receipt> receipts,
    Collection<Change> changes,
    boolean lastOfEpoch,
    ValidatorSet nextValidators) {
  /** Returns the events' canonical bytes in block order. */
  public List<byte[]> body() {
    List<byte[]> body = new ArrayList<>(events.size());
    for (PreparedEvent event : events) {
      body.add(event.event().bytes());
    }
    return body;
  }

  /** Returns what the header says of the execution. */
  public Outcome outcome(Hash stateRoot) {
    List<byte[]> encoded = new ArrayList<>(receipts.size());
    for (Receipt receipt : receipts) {
      encoded.add(receipt.encode());
    }
    return new Outcome(lastOfEpoch, MerkleRoot.of(encoded), stateRoot, nextValidators.hash());
  }
}
