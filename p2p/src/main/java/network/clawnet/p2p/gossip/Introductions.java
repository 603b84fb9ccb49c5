package network.clawnet.p2p.gossip;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import network.clawnet.p2p.gossip.router.Effect;
import network.clawnet.p2p.service.ProtocolHost;

/** Connects to peers that others suggested, a few at a time; records are checked by the workers. */
final class Introductions {
  private final ProtocolHost host;
  private final Executor workers;
  private final ShellTallies tallies;
  private final AtomicInteger running = new AtomicInteger();

  Introductions(ProtocolHost host, Executor workers, ShellTallies tallies) {
    this.host = host;
    this.workers = workers;
    this.tallies = tallies;
  }

  void meet(Effect.Meet it) {
    if (it.peer().equals(host.self())) {
      return;
    }
    if (running.incrementAndGet() > GossipLimits.MAX_INTRODUCTIONS) {
      running.decrementAndGet();
      tallies.count(ShellTallies.Tally.INTRODUCTION_DROPPED);
      return;
    }
    try {
      workers.execute(() -> connect(it));
    } catch (RejectedExecutionException e) {
      running.decrementAndGet(); // the node stops
    }
  }

  private void connect(Effect.Meet it) {
    if (it.record().length > 0 && !host.learnRecord(it.peer(), it.record())) {
      tallies.count(ShellTallies.Tally.INTRODUCTION_NOT_NEWS); // false, or known
    }
    var unused =
        host.connect(it.peer(), List.of()).whenComplete((peer, fault) -> running.decrementAndGet());
  }
}
