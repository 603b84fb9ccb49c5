package network.clawnet.core.testing.sim;

import java.util.SplittableRandom;

/** Clients that transfer between accounts, sometimes two things with one nonce. */
final class Workload {
  private final World world;
  private final SplittableRandom random;

  Workload(World world, SplittableRandom random) {
    this.world = world;
    this.random = random;
  }

  void start() {
    world.agenda.in(1 + random.nextLong(world.plan.eventEveryNs), this::submit);
  }

  private void submit() {
    if (world.isHealed()) {
      return;
    }
    byte[] event = world.ledger.event(random);
    SimNode node = world.nodes.get(random.nextInt(world.nodes.size()));
    node.offer(event);
    if (random.nextInt(3) == 0) {
      world.gossip(node.index, event);
    }
    if (random.nextInt(5) == 0) {
      SimNode other = world.nodes.get(random.nextInt(world.nodes.size()));
      other.offer(world.ledger.rival(event));
    }
    start();
  }
}
