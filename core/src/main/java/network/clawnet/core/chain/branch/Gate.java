package network.clawnet.core.chain.branch;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.step.GateReason;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.pool.EventPool;
import network.clawnet.core.stake.EpochRecord;

/** Why a leader should make a block now. Ledger thread; pure but for the due-index. */
public final class Gate {
  private final GenesisParams params;

  /** Makes the gate of a network. */
  public Gate(GenesisParams params) {
    this.params = params;
  }

  /** Returns the reasons that hold on the preferred tip. */
  public Set<GateReason> reasons(Chain chain, long now) throws IOException {
    EnumSet<GateReason> out = EnumSet.noneOf(GateReason.class);
    EventPool pool = chain.pool();
    if (pool.readyCount() > 0) {
      out.add(GateReason.EVENTS);
    }
    if (pool.bytes() > params.block().maxBytes() / 4
        || pool.readyCount() > params.block().maxEvents() / 4) {
      out.add(GateReason.FULL_BATCH);
    }
    Header tip = chain.tipHeader();
    EpochRecord epoch = chain.epoch();
    boolean several = epoch.current().size() > 1;
    if (several && params.heartbeatMs() > 0 && now >= tip.tsMs() + params.heartbeatMs()) {
      out.add(GateReason.HEARTBEAT);
    }
    // the last block of the epoch before is the tip of an epoch without a block: that must end too
    boolean ended = tip.lastOfEpoch() && tip.epoch() == epoch.epoch();
    if (!ended && epoch.endsAt(now, params.epochMs())) {
      out.add(GateReason.EPOCH_END);
    }
    if (now > tip.tsMs() && chain.hasDue(now)) {
      out.add(GateReason.DUE);
    }
    return out;
  }
}
