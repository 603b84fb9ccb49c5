package network.clawnet.core.ledger;

import java.util.List;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.Movement;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import org.jspecify.annotations.Nullable;

/**
 * The state as it would be if the events tried here were final: what a pool shows to the next
 * submitter. Never part of a block. One thread.
 */
public final class Speculation implements StateView {
  private final EventStep step;
  private final Changes changes;

  public Speculation(LedgerRules rules, StateView tip) {
    this.step = new EventStep(rules.envelope());
    this.changes = new Changes(tip);
  }

  /** Decides whether the event would be valid now; changes nothing. */
  public Verdict check(PreparedEvent event, BlockContext block) {
    return step.check(event, block, changes);
  }

  /** Applies an event that {@link #check} has just accepted; returns the money it moves. */
  public List<Movement> apply(PreparedEvent event, BlockContext block) {
    List<Movement> movements = step.apply(event, block, changes);
    changes.clearMovements();
    return movements;
  }

  @Override
  public byte @Nullable [] get(StateKey key) {
    return changes.get(key);
  }
}
