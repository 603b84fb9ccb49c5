package network.clawnet.core.testing.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import network.clawnet.core.consensus.step.Timing;

/** What one schedule does, drawn from its seed: every run switches on another subset of faults. */
final class Plan {
  private static final long MS = Agenda.MS;
  private static final int[] SIZES = {1, 4, 7, 4};

  final long seed;
  final SplittableRandom random;
  final int nodes;
  final int perEpoch;
  final long epochMs;
  final long[] weights;
  final List<Mischief.Kind> liars = new ArrayList<>();
  final boolean realKeys;
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
  final long eventEveryNs;
  final long safetyNs;
  final Timing timing;

  Plan(long seed) {
    this.seed = seed;
    random = new SplittableRandom(seed);
    int size = SIZES[random.nextInt(SIZES.length)];
    boolean rotating = size > 1 && odds(0.2);
    perEpoch = size;
    nodes = rotating ? size + 1 : size;
    epochMs = odds(0.4) ? 300 + random.nextInt(1500) : 1_000_000_000L;
    weights = weights();
    int tolerated = (size - 1) / 3;
    int lying = tolerated == 0 || odds(0.3) ? 0 : 1 + random.nextInt(tolerated);
    Mischief.Kind[] kinds = Mischief.Kind.values();
    for (int i = 0; i < lying; i++) {
      liars.add(kinds[random.nextInt(kinds.length)]);
    }
    realKeys = random.nextInt(200) == 0;
    throughCodec = odds(0.1);
    latencyNs = (1 + random.nextInt(8)) * MS;
    jitterNs = odds(0.5) ? 0 : random.nextInt(15) * MS;
    loss = odds(0.5) ? 0 : random.nextDouble() * 0.3;
    duplicate = odds(0.6) ? 0 : random.nextDouble() * 0.2;
    partitions = odds(0.35);
    slowNode = odds(0.15);
    crashes = odds(0.5);
    powerCuts = odds(0.7);
    flips = odds(0.2);
    wipes = size > 1 && liars.size() < tolerated && odds(0.15);
    pauses = odds(0.2);
    clockOffsetMs = odds(0.3) ? random.nextInt(1000) : 0;
    clockDrift = odds(0.2) ? 0.02 : 0;
    heartbeatMs = odds(0.15) ? 100 + random.nextInt(300) : 0;
    syncNs = odds(0.3) ? 0 : random.nextLong(3 * MS);
    flushNs = odds(0.3) ? 0 : (20 + random.nextInt(600)) * MS;
    executeNs = odds(0.5) ? 0 : random.nextLong(3 * MS);
    eventEveryNs = (5 + random.nextInt(60)) * MS;
    safetyNs = (500 + random.nextInt(1500)) * MS;
    timing = new Timing(20 * MS, 5 * MS, 5 * MS, odds(0.5) ? 0 : 2 * MS, 0);
  }

  String describe() {
    return String.format(
        "validators %d of %d, weights %s, liars %s, epochs of %d ms, latency %.1f + %.1f ms, loss %.2f,"
            + " duplicates %.2f, partitions %b, slow node %b, crashes %b, power cuts %b, flips %b,"
            + " wipes %b, pauses %b, clock offset %d ms, drift %.2f, sync %.2f ms, flush %.0f ms",
        perEpoch,
        nodes,
        java.util.Arrays.toString(weights),
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

  private long[] weights() {
    long[] result = new long[nodes];
    java.util.Arrays.fill(result, 1);
    if (nodes == 4 && odds(0.2)) {
      result[0] = 3;
    }
    return result;
  }
}
