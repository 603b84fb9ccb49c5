package network.clawnet.market.kernel;

import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.BlockContext;
import network.clawnet.core.event.Changes;
import network.clawnet.core.event.DueEntry;
import network.clawnet.core.event.DueRules;
import network.clawnet.core.state.StateView;

/**
 * Does what silence means for an overdue deal. A due entry is only a hint to look: what counts is
 * the deal's deadline and the block's own time.
 *
 * @param find looks the deal up that a due entry names
 * @param silence ends or moves it on
 */
public record Deadline<D extends Timed>(int dueClass, Find<D> find, Silence<D> silence)
    implements DueRules {
  /** Looks a deal up. */
  @FunctionalInterface
  public interface Find<D> {
    Optional<D> of(StateView state, Hash id);
  }

  /** What happens to an overdue deal. */
  @FunctionalInterface
  public interface Silence<D> {
    void apply(D deal, BlockContext block, Changes changes);
  }

  @Override
  public void onDue(DueEntry entry, BlockContext block, Changes changes) {
    if (entry.id().length == Hash.BYTES) {
      find.of(changes, Hash.of(entry.id()))
          .filter(deal -> deal.isOverdueAt(block.time()))
          .ifPresent(deal -> silence.apply(deal, block, changes));
    }
  }
}
