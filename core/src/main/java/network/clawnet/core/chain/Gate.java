package network.clawnet.core.chain;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import network.clawnet.core.block.Header;
import network.clawnet.core.consensus.step.GateReason;
import network.clawnet.core.genesis.GenesisParams;
import network.clawnet.core.pool.EventPool;
import network.clawnet.core.stake.EpochRecord;

/** Why a leader should make a block now. Ledger thread; pure but for the due-index. */
final class Gate {
  private final GenesisParams params;

  Gate(GenesisParams params) {
    this.params = params;
  }

  Set<GateReason> reasons(Chain chain, long now) throws IOException {
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
    if (!tip.lastOfEpoch() && epoch.endsAt(now, params.epochMs())) {
      out.add(GateReason.EPOCH_END);
    }
    if (now > tip.tsMs() && chain.hasDue(now)) {
      out.add(GateReason.DUE);
    }
    return out;
  }
}
