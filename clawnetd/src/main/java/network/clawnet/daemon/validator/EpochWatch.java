package network.clawnet.daemon.validator;

import network.clawnet.core.chain.FinalityListener;
import network.clawnet.core.chain.rows.FinalBlock;
import network.clawnet.core.consensus.channel.ValidatorChannels;
import network.clawnet.core.consensus.message.Equivocation;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.ledger.PreparedEvent;
import network.clawnet.core.stake.EpochRecord;
import network.clawnet.core.state.StateView;

/**
 * Tells the channels who counts, at the start and whenever an epoch has ended, be it by consensus
 * or by block sync.
 */
public record EpochWatch(
    FinalityListener next, StateView state, ValidatorRoster roster, ValidatorChannels channels)
    implements FinalityListener {
  /** Looks at the epoch in which the next block is made. */
  public void look() {
    roster.look(EpochRecord.get(state));
    channels.expect(roster.members());
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
