package network.clawnet.core.testing.sim;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import network.clawnet.core.consensus.step.GateReason;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.Hash;
import org.jspecify.annotations.Nullable;

/** Tells the core of one process why it should make a block, at every change. */
final class SimGate {
  private final ToyNode ledger;
  private final SimNode node;
  private final SimProcess process;
  private @Nullable Hash watched;
  private @Nullable Set<GateReason> told;
  private long nextLook = Long.MAX_VALUE;

  SimGate(ToyNode ledger, SimProcess process) {
    this.ledger = ledger;
    this.node = ledger.node;
    this.process = process;
  }

  void watch(Hash parent) {
    watched = parent;
    told = null;
    check();
  }

  void check() {
    if (watched == null) {
      return;
    }
    Optional<ToyState> parent = ledger.ledger.stateOf(watched);
    Set<GateReason> reasons = reasons(parent.orElseGet(ledger::headState));
    if (!reasons.equals(told)) {
      told = reasons;
      process.later(new Input.GateChanged(watched, reasons));
    }
  }

  private Set<GateReason> reasons(ToyState state) {
    EnumSet<GateReason> reasons = EnumSet.noneOf(GateReason.class);
    if (ledger.pool.anyFits(state) && node.world.bug != Bug.DEAF_GATE) {
      reasons.add(GateReason.EVENTS);
    }
    long now = node.wallMs();
    long epochEnd = state.epochStartMs + ledger.ledger.epochMs();
    if (now >= epochEnd) {
      reasons.add(GateReason.EPOCH_END);
    } else {
      lookAgainIn(epochEnd - now);
    }
    long heartbeatMs = node.world.plan.heartbeatMs;
    long beat = ledger.store.head().header().tsMs() + heartbeatMs;
    if (heartbeatMs > 0 && now >= beat) {
      reasons.add(GateReason.HEARTBEAT);
    } else if (heartbeatMs > 0) {
      lookAgainIn(beat - now);
    }
    return reasons;
  }

  private void lookAgainIn(long delayMs) {
    long at = node.world.agenda.now() + (delayMs + 1) * Agenda.MS;
    if (at < nextLook) {
      nextLook = at;
      node.world.agenda.at(
          at,
          () ->
              node.run(
                  process,
                  () -> {
                    nextLook = Long.MAX_VALUE;
                    check();
                  }));
    }
  }
}
