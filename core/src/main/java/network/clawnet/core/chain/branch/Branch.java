package network.clawnet.core.chain.branch;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.block.Block;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;
import network.clawnet.core.ledger.Executed;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.pool.PendingEvent;
import network.clawnet.core.tree.TreeDelta;

/** An executed block that is not yet final, and the state after it. */
record Branch(Block block, Executed executed, TreeDelta state) {
  /** Returns whether an event is in the block. */
  boolean holds(Hash event) {
    return executed.events().stream().anyMatch(it -> it.event().hash().equals(event));
  }

  /** Returns the events of one issuer with the money that they moved. */
  List<PendingEvent> eventsOf(Did issuer) {
    List<PendingEvent> out = new ArrayList<>();
    int firstReceipt = executed.receipts().size() - executed.events().size();
    for (int i = 0; i < executed.events().size(); i++) {
      PreparedEvent event = executed.events().get(i);
      if (event.event().issuer().equals(issuer)) {
        out.add(
            new PendingEvent(event, executed.receipts().get(firstReceipt + i).movements(), true));
      }
    }
    return out;
  }
}
