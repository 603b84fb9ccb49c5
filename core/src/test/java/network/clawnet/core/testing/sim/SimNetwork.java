package network.clawnet.core.testing.sim;

import java.util.SplittableRandom;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.consensus.message.MessageCodec;

/** Links between nodes: latency, loss, duplicates, reordering, partitions that move. */
final class SimNetwork {
  private static final int MAX_BODY_BYTES = 1 << 16;

  /** Receives what a link delivers. */
  @FunctionalInterface
  interface Delivery {
    void deliver(ConsensusMessage message);
  }

  private final World world;
  private final Plan plan;
  private final SplittableRandom random;
  private final boolean[][] cut;
  private final MessageCodec codec = new MessageCodec(MAX_BODY_BYTES);
  private int slow = -1;
  private boolean healed;

  SimNetwork(World world) {
    this.world = world;
    plan = world.plan;
    random = plan.random.split();
    cut = new boolean[plan.nodes][plan.nodes];
    if (plan.slowNode) {
      slow = random.nextInt(plan.nodes);
    }
    if (plan.partitions && plan.nodes > 1) {
      world.agenda.in(random.nextLong(300 * Agenda.MS), this::movePartition);
    }
  }

  void heal() {
    healed = true;
    slow = -1;
    for (boolean[] row : cut) {
      java.util.Arrays.fill(row, false);
    }
  }

  /**
   * Cuts every link between two sides, until healed.
   *
   * @param side bit set of the nodes of one side
   */
  void part(int side) {
    for (int from = 0; from < plan.nodes; from++) {
      for (int to = 0; to < plan.nodes; to++) {
        cut[from][to] = (side >> from & 1) != (side >> to & 1);
      }
    }
  }

  boolean isOpen(int from, int to) {
    return !cut[from][to];
  }

  /** Carries bytes of any kind, or loses them. */
  void carry(int from, int to, Runnable arrival) {
    boolean lost = !healed && plan.loss > 0 && random.nextDouble() < plan.loss;
    if (cut[from][to] || lost) {
      return;
    }
    world.agenda.in(latency(from, to), arrival);
    if (!healed && plan.duplicate > 0 && random.nextDouble() < plan.duplicate) {
      world.agenda.in(3 * latency(from, to), arrival);
    }
  }

  void send(int from, int to, ConsensusMessage message, Delivery delivery) {
    ConsensusMessage arriving = plan.throughCodec ? recoded(message) : message;
    carry(from, to, () -> delivery.deliver(arriving));
  }

  private ConsensusMessage recoded(ConsensusMessage message) {
    try {
      return codec.decode(codec.encode(message));
    } catch (DecodeException e) {
      throw new Violation("a sent message does not decode: " + e.getMessage());
    }
  }

  private long latency(int from, int to) {
    long jitter = plan.jitterNs > 0 && !healed ? random.nextLong(plan.jitterNs) : 0;
    long latency = plan.latencyNs + jitter + random.nextLong(Agenda.MS);
    return from == slow || to == slow ? 8 * latency : latency;
  }

  private void movePartition() {
    if (healed) {
      return;
    }
    boolean oneWay = random.nextInt(3) == 0;
    boolean whole = random.nextInt(3) == 0;
    int sides = random.nextInt(1 << plan.nodes);
    for (int from = 0; from < plan.nodes; from++) {
      for (int to = 0; to < plan.nodes; to++) {
        boolean crosses = (sides >> from & 1) != (sides >> to & 1);
        boolean blocked = oneWay ? crosses && (sides >> from & 1) == 1 : crosses;
        cut[from][to] = !whole && blocked;
      }
    }
    world.trace.add(world.agenda.now(), -1, "partition", Integer.toBinaryString(sides));
    world.agenda.in((50 + random.nextInt(400)) * Agenda.MS, this::movePartition);
  }
}
