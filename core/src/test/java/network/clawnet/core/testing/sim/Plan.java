package network.clawnet.core.testing.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import network.clawnet.core.consensus.step.Timing;

/** What one schedule does, drawn from its seed: every run switches on another subset of faults. */
final class Plan {
  private static final long MS = Agenda.MS;

  /** One schedule of so many runs the ledger of a node. */
  private static final int REAL_EVERY = Integer.getInteger("clawnet.real.every", 8);

  private static final int[] FLUSH_BLOCKS = {1, 4, 1_000};
  private static final int[] SIZES = {1, 4, 7, 4};

  final long seed;
  final SplittableRandom random;
  final int nodes;
  final int perEpoch;
  long epochMs;
  final long[] weights;
  final List<Mischief.Kind> liars = new ArrayList<>();
  final boolean realKeys;

  /** True for the ledger of a node instead of {@link ToyLedger}. */
  boolean realLedger;

  final boolean throughCodec;

  final long latencyNs;
  final long jitterNs;
  final double loss;
  final double duplicate;
  final boolean partitions;
  final boolean slowNode;
  final boolean crashes;
  final boolean powerCuts;
  final boolean flips;
  final boolean wipes;
  final boolean pauses;
  final long clockOffsetMs;
  final double clockDrift;
  final long heartbeatMs;
  final long syncNs;
  final long flushNs;
  final long executeNs;

  /** Blocks after which the real database is flushed. */
  int flushBlocks;

  final long eventEveryNs;
  final long safetyNs;
  final Timing timing;

  Plan(long seed) {
    this(seed, 0);
  }

  /**
   * Returns a plan without faults, for {@link CrashPoint}.
   *
   * @param size validators
   * @param epochMs length of an epoch
   */
  static Plan calm(long seed, int size, long epochMs) {
    Plan plan = new Plan(seed, size);
    plan.epochMs = epochMs;
    return plan;
  }

  private Plan(long seed, int calmSize) {
    this.seed = seed;
    random = new SplittableRandom(seed);
    boolean wild = calmSize == 0;
    int size = wild ? SIZES[random.nextInt(SIZES.length)] : calmSize;
    perEpoch = size;
    nodes = wild && size > 1 && odds(0.2) ? size + 1 : size;
    epochMs = wild && odds(0.4) ? 300 + random.nextInt(1500) : 1_000_000_000L;
    weights = weights(wild);
    int tolerated = (size - 1) / 3;
    int lying = wild && tolerated > 0 && odds(0.7) ? 1 + random.nextInt(tolerated) : 0;
    Mischief.Kind[] kinds = Mischief.Kind.values();
    for (int i = 0; i < lying; i++) {
      liars.add(kinds[random.nextInt(kinds.length)]);
    }
    realKeys = wild && random.nextInt(200) == 0;
    throughCodec = odds(0.1);
    latencyNs = (1 + random.nextInt(wild ? 8 : 2)) * MS;
    jitterNs = wild && odds(0.5) ? random.nextInt(15) * MS : 0;
    loss = wild && odds(0.5) ? random.nextDouble() * 0.3 : 0;
    duplicate = wild && odds(0.4) ? random.nextDouble() * 0.2 : 0;
    partitions = wild && odds(0.35);
    slowNode = wild && odds(0.15);
    crashes = wild && odds(0.5);
    powerCuts = odds(0.7);
    flips = odds(0.2);
    wipes = size > 1 && liars.size() < tolerated && odds(0.15);
    pauses = wild && odds(0.2);
    clockOffsetMs = wild && odds(0.3) ? random.nextInt(1000) : 0;
    clockDrift = wild && odds(0.2) ? 0.02 : 0;
    heartbeatMs = wild && odds(0.15) ? 100 + random.nextInt(300) : 0;
    syncNs = wild && odds(0.3) ? 0 : random.nextLong(3 * MS);
    flushNs = odds(0.3) ? 0 : (20 + random.nextInt(wild ? 600 : 20)) * MS;
    executeNs = odds(0.5) ? 0 : random.nextLong(3 * MS);
    eventEveryNs = (wild ? 5 + random.nextInt(60) : 4) * MS;
    safetyNs = wild ? (500 + random.nextInt(1500)) * MS : 60 * MS;
    realLedger = wild && seed % REAL_EVERY == 0;
    flushBlocks = FLUSH_BLOCKS[(int) (seed / REAL_EVERY % FLUSH_BLOCKS.length)];
    timing = new Timing(20 * MS, 5 * MS, 5 * MS, odds(0.5) ? 0 : 2 * MS, 0);
  }

  /** Returns true if nothing but events asks for blocks after healing. */
  boolean mustIdle() {
    return liars.isEmpty() && heartbeatMs == 0 && epochMs > safetyNs;
  }

  String describe() {
    return String.format(
        "validators %d of %d, weights %s, liars %s, epochs of %d ms, latency %.1f + %.1f ms, loss"
            + " %.2f, duplicates %.2f, partitions %b, slow node %b, crashes %b, power cuts %b,"
            + " flips %b, wipes %b, pauses %b, clock offset %d ms, drift %.2f, sync %.2f ms, flush"
            + " %.0f ms",
        perEpoch,
        nodes,
        Arrays.toString(weights),
        liars,
        epochMs,
        latencyNs / 1e6,
        jitterNs / 1e6,
        loss,
        duplicate,
        partitions,
        slowNode,
        crashes,
        powerCuts,
        flips,
        wipes,
        pauses,
        clockOffsetMs,
        clockDrift,
        syncNs / 1e6,
        flushNs / 1e6);
  }

  boolean odds(double probability) {
    return random.nextDouble() < probability;
  }

  private long[] weights(boolean wild) {
    long[] result = new long[nodes];
    Arrays.fill(result, 1);
    if (wild && nodes == 4 && odds(0.2)) {
      result[0] = odds(0.8) ? 3 : 10; // ten make a quorum alone
    }
    return result;
  }
}
