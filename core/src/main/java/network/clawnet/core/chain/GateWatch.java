package network.clawnet.core.chain;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import network.clawnet.core.chain.branch.Chain;
import network.clawnet.core.chain.branch.Gate;
import network.clawnet.core.consensus.step.GateReason;
import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.Hash;

/** Tells consensus whenever the reasons to make a block change. Ledger thread. */
final class GateWatch {
  private final Chain chain;
  private final Gate gate;
  private final InstantSource clock;
  private final Consumer<Input> consensus;
  private Hash watched = Hash.ZERO;
  private Set<GateReason> told = Set.of();
  private boolean watching;

  GateWatch(Chain chain, Gate gate, InstantSource clock, Consumer<Input> consensus) {
    this.chain = chain;
    this.gate = gate;
    this.clock = clock;
    this.consensus = consensus;
  }

  /** Consensus waits for a block on this parent: it is told at once, and at every change. */
  void watch(Hash parent) throws IOException {
    chain.prefer(parent, chain.nextBlock(clock.millis()));
    watched = parent;
    watching = true;
    tell(gate.reasons(chain, clock.millis()));
  }

  /** Tells consensus of the first event that waits, without looking at the disk. */
  void tellEvents() {
    if (watching && !told.contains(GateReason.EVENTS)) {
      tell(Set.of(GateReason.EVENTS));
    }
  }

  /** Looks at all reasons again. */
  void tellAll() throws IOException {
    if (!watching) {
      return;
    }
    Set<GateReason> now = gate.reasons(chain, clock.millis());
    if (!now.equals(told)) {
      tell(now);
    }
  }

  private void tell(Set<GateReason> now) {
    told = now;
    consensus.accept(new Input.GateChanged(watched, told));
  }
}
