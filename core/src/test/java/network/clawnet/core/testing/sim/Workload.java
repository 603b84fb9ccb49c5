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
    int from = random.nextInt(ToyState.ACCOUNTS - 1);
    ToyState state = world.ledger.stateOf(world.checks.head().hash()).orElseThrow();
    int nonce = state.nonces[from] + 1 + (random.nextInt(5) == 0 ? 1 : 0);
    int to = (from + 1 + random.nextInt(ToyState.ACCOUNTS - 2)) % ToyState.ACCOUNTS;
    ToyEvent event = new ToyEvent(from, to, 1 + random.nextInt(200), nonce);
    SimNode node = world.nodes.get(random.nextInt(world.nodes.size()));
    node.offer(event);
    if (random.nextInt(3) == 0) {
      world.gossip(node.index, event);
    }
    if (random.nextInt(5) == 0) {
      SimNode other = world.nodes.get(random.nextInt(world.nodes.size()));
      other.offer(new ToyEvent(from, (to + 1) % ToyState.ACCOUNTS, 7, nonce));
    }
    start();
  }
}
