package network.clawnet.daemon.validator;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.consensus.set.Validator;
import network.clawnet.core.consensus.set.ValidatorSet;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.state.StateView;

/**
 * Tells who counts, at the start and whenever an epoch has ended, be it by consensus or by block
 * sync.
 */
public record EpochWatch(
    FinalityListener next, StateView state, Consumer<Set<PublicKey>> validators)
    implements FinalityListener {
  /** Looks at the epoch in which the next block is made, and tells the keys of it and the next. */
  public void look() {
    Set<PublicKey> members = new TreeSet<>();
    EpochRecord epoch = EpochRecord.get(state);
    for (ValidatorSet set : List.of(epoch.current(), epoch.next())) {
      set.validators().stream().map(Validator::key).forEach(members::add);
    }
    validators.accept(members);
  }

  @Override
  public void onFinal(FinalBlock block) {
    if (block.block().header().lastOfEpoch()) {
      look();
    }
    next.onFinal(block);
  }

  @Override
  public void onAdmitted(PreparedEvent event) {
    next.onAdmitted(event);
  }

  @Override
  public void onDropped(PreparedEvent event, Verdict.Reject reason) {
    next.onDropped(event, reason);
  }

  @Override
  public void onEvidence(PublicKey validator, Equivocation evidence) {
    next.onEvidence(validator, evidence);
  }
}
