package network.clawnet.core.stake;

import java.util.ArrayList;
import java.util.List;
import network.clawnet.core.block.Header;
import network.clawnet.core.block.Slot;
import network.clawnet.core.consensus.set.LeaderTable;

/**
 * Who led between a block's parent and the block. Source: docs/consensus.md, section 7.
 *
 * @param proposer index of the block's leader in its epoch's set
 * @param missed indexes of those that led a view between, one for each such view; empty if there
 *     were so many that the fault was the network's
 */
public record Turn(int proposer, List<Integer> missed) {
  public Turn {
    missed = List.copyOf(missed);
  }

  /** Returns the turn of a block whose views were led as the table of its epoch says. */
  public static Turn of(LeaderTable leaders, Header parent, Slot slot) {
    long after = parent.epoch() == slot.epoch() && !parent.lastOfEpoch() ? parent.view() : 0;
    List<Integer> missed = new ArrayList<>();
    if (slot.view() - after <= leaders.length()) {
      for (long view = after + 1; view < slot.view(); view++) {
        missed.add(leaders.leader(view));
      }
    }
    return new Turn(leaders.leader(slot.view()), missed);
  }
}
