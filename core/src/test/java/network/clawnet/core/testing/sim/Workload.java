package network.clawnet.core.testing.sim;

import java.util.SplittableRandom;

/** Clients that transfer between accounts, sometimes two things with one nonce. */
final class Workload {
  private final World world;
  private final SplittableRandom random;
  private int submitted;

  Workload(World world, SplittableRandom random) {
    this.world = world;
    this.random = random;
  }

  /** Returns how many events were thought of. */
  int submitted() {
    return submitted;
  }

  void start() {
    world.agenda.in(1 + random.nextLong(world.plan.eventEveryNs), this::submit);
  }

  private void submit() {
    if (world.isHealed()) {
      return;
    }
    byte[] event = world.ledger.event(random);
    boolean cut = world.plan.cuts.cuts(Cuts.Series.EVENTS, submitted++);
    SimNode node = world.nodes.get(random.nextInt(world.nodes.size()));
    boolean gossiped = random.nextInt(3) == 0;
    boolean contested = random.nextInt(5) == 0;
    SimNode other = contested ? world.nodes.get(random.nextInt(world.nodes.size())) : node;
    if (!cut) {
      offer(event, node, gossiped);
    }
    if (!cut && contested) {
      other.offer(world.ledger.rival(event));
    }
    start();
  }

  private void offer(byte[] event, SimNode node, boolean gossiped) {
    node.offer(event);
    if (gossiped) {
      world.gossip(node.index, event);
    }
  }
}
