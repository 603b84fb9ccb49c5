package network.clawnet.core.testing.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import network.clawnet.core.consensus.step.Timing;
import network.clawnet.core.testing.sim.Cuts.Part;

/** What one schedule does, drawn from its seed: every run switches on another subset of faults. */
final class Plan {
  private static final long MS = Agenda.MS;

  /** One schedule of so many runs the ledger of a node. */
  private static final int REAL_EVERY = Integer.getInteger("clawnet.real.every", 8);

  /** One schedule of so many signs its votes with real keys. */
  private static final int REAL_KEYS_EVERY = 20;

  /** Kinds of liars that a seed draws from; later ones are for tests of their own. */
  private static final List<Mischief.Kind> DRAWN_KINDS =
      List.copyOf(EnumSet.range(Mischief.Kind.TWINS, Mischief.Kind.FUZZER));

  private static final long NO_EPOCH_END_MS = 1_000_000_000L;
  private static final int[] FLUSH_BLOCKS = {1, 4, 1_000};
  private static final int[] SIZES = {1, 4, 7, 4};

  final long seed;
  final Cuts cuts;
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

  /** True if stake comes and goes, so that the sets of the epochs differ. */
  final boolean stakes;

  /** Blocks after which the real database is flushed. */
  int flushBlocks;

  final long eventEveryNs;
  long safetyNs;
  final Timing timing;

  Plan(long seed, Cuts cuts) {
    this(seed, cuts, 0);
  }

  /**
   * Returns a plan without faults, for {@link CrashPoint}.
   *
   * @param size validators
   * @param epochMs length of an epoch
   */
  static Plan calm(long seed, int size, long epochMs) {
    Plan plan = new Plan(seed, Cuts.NONE, size);
    plan.epochMs = epochMs;
    return plan;
  }

  /** Returns a plan without faults and without clients, with the real ledger. */
  static Plan quiet(long seed, int size) {
    Plan plan = new Plan(seed, Cuts.parse("events=0-9999"), size);
    plan.realLedger = true;
    return plan;
  }

  private Plan(long seed, Cuts cuts, int calmSize) {
    this.seed = seed;
    this.cuts = cuts;
    random = new SplittableRandom(seed);
    boolean wild = calmSize == 0;
    int drawn = wild ? SIZES[random.nextInt(SIZES.length)] : calmSize;
    boolean spare = wild && drawn > 1 && odds(0.2);
    perEpoch = cuts.cuts(Part.THREE_NODES) ? Math.min(drawn, 4) : drawn;
    nodes = perEpoch + (spare && !cuts.cuts(Part.SPARE_NODE) ? 1 : 0);
    long shortEpoch = wild && odds(0.4) ? 300 + random.nextInt(1500) : NO_EPOCH_END_MS;
    epochMs = cuts.cuts(Part.EPOCHS) ? NO_EPOCH_END_MS : shortEpoch;
    weights = weights(wild, drawn + (spare ? 1 : 0));
    int tolerated = (drawn - 1) / 3;
    drawLiars(wild && tolerated > 0 && odds(0.7) ? 1 + random.nextInt(tolerated) : 0);
    realKeys = wild && random.nextInt(REAL_KEYS_EVERY) == 0 && !cuts.cuts(Part.REAL_KEYS);
    throughCodec = odds(0.1) && !cuts.cuts(Part.CODEC);
    latencyNs = (1 + random.nextInt(wild ? 8 : 2)) * MS;
    jitterNs = left(Part.JITTER, wild && odds(0.5) ? random.nextInt(15) * MS : 0);
    loss = left(Part.LOSS, wild && odds(0.5) ? random.nextDouble() * 0.3 : 0);
    duplicate = left(Part.DUPLICATES, wild && odds(0.4) ? random.nextDouble() * 0.2 : 0);
    partitions = wild && odds(0.35) && !cuts.cuts(Part.PARTITIONS);
    slowNode = wild && odds(0.15) && !cuts.cuts(Part.SLOW_NODE);
    crashes = wild && odds(0.5) && !cuts.cuts(Part.CRASHES);
    powerCuts = odds(0.7) && !cuts.cuts(Part.POWER_CUTS);
    flips = odds(0.2) && !cuts.cuts(Part.FLIPS);
    boolean mayLose = drawn > 1 && liars.size() < tolerated;
    wipes = mayLose && odds(0.15) && !cuts.cuts(Part.WIPES) && perEpoch == drawn;
    pauses = wild && odds(0.2) && !cuts.cuts(Part.PAUSES);
    clockOffsetMs = left(Part.CLOCK_OFFSET, wild && odds(0.3) ? random.nextInt(1000) : 0);
    clockDrift = left(Part.CLOCK_DRIFT, wild && odds(0.2) ? 0.02 : 0);
    heartbeatMs = left(Part.HEARTBEAT, wild && odds(0.15) ? 100 + random.nextInt(300) : 0);
    syncNs = left(Part.SYNC_TIME, wild && odds(0.3) ? 0 : random.nextLong(3 * MS));
    flushNs = odds(0.3) ? 0 : (20 + random.nextInt(wild ? 600 : 20)) * MS;
    executeNs = left(Part.EXECUTION_TIME, odds(0.5) ? 0 : random.nextLong(3 * MS));
    eventEveryNs = (wild ? 5 + random.nextInt(60) : 4) * MS;
    long safetyMs = wild ? 500 + random.nextInt(1500) : 60;
    timing = new Timing(20 * MS, 5 * MS, 5 * MS, odds(0.5) ? 0 : 2 * MS, 0);
    realLedger = wild && seed % REAL_EVERY == 0 && !cuts.cuts(Part.REAL_LEDGER);
    boolean epochsEnd = realLedger && epochMs < NO_EPOCH_END_MS;
    // a wiped validator must stay one of n
    stakes = epochsEnd && seed / REAL_EVERY % 2 == 1 && !wipes && !cuts.cuts(Part.STAKES);
    safetyMs += epochsEnd && (stakes || !liars.isEmpty()) ? 2 * RealLedger.MIN_EPOCH_MS : 0;
    safetyMs += stakes && liars.isEmpty() ? 2 * RealLedger.MIN_EPOCH_MS : 0; // until stake returns
    safetyNs = Math.max(1, Math.min(cuts.untilMs(), safetyMs)) * MS;
    flushBlocks = FLUSH_BLOCKS[(int) (seed / REAL_EVERY % FLUSH_BLOCKS.length)];
  }

  /** Liars are drawn as if nothing was cut, so that a cut changes nothing else. */
  private void drawLiars(int lying) {
    for (int i = 0; i < lying; i++) {
      Mischief.Kind kind = DRAWN_KINDS.get(random.nextInt(DRAWN_KINDS.size()));
      boolean tolerated = i < (perEpoch - 1) / 3;
      if (tolerated && !cuts.cuts(Part.LIARS) && (i == 0 || !cuts.cuts(Part.SECOND_LIAR))) {
        liars.add(kind);
      }
    }
  }

  private double left(Part part, double value) {
    return cuts.cuts(part) ? 0 : value;
  }

  private long left(Part part, long value) {
    return cuts.cuts(part) ? 0 : value;
  }

  /** Returns whether leaving out the part would change the schedule. */
  boolean has(Part part) {
    return switch (part) {
      case REAL_LEDGER -> realLedger;
      case REAL_KEYS -> realKeys;
      case THREE_NODES -> perEpoch > 4;
      case SPARE_NODE -> nodes > perEpoch;
      case LIARS -> !liars.isEmpty();
      case SECOND_LIAR -> liars.size() > 1;
      case WEIGHTS -> Arrays.stream(weights).anyMatch(it -> it > 1);
      case EPOCHS -> epochMs < NO_EPOCH_END_MS;
      case STAKES -> stakes;
      case HEARTBEAT -> heartbeatMs > 0;
      case PARTITIONS -> partitions;
      case LOSS -> loss > 0;
      case DUPLICATES -> duplicate > 0;
      case JITTER -> jitterNs > 0;
      case SLOW_NODE -> slowNode;
      case CRASHES -> crashes;
      case POWER_CUTS -> powerCuts;
      case FLIPS -> flips;
      case WIPES -> wipes;
      case PAUSES -> pauses;
      case CLOCK_OFFSET -> clockOffsetMs > 0;
      case CLOCK_DRIFT -> clockDrift > 0;
      case CODEC -> throughCodec;
      case SYNC_TIME -> syncNs > 0;
      case EXECUTION_TIME -> executeNs > 0;
    };
  }

  /** Returns true if nothing but events asks for blocks after healing. */
  boolean mustIdle() {
    return liars.isEmpty() && heartbeatMs == 0 && epochMs > safetyNs;
  }

  String describe() {
    return String.format(
        "%s ledger, %s keys, stakes %b, validators %d of %d, weights %s, liars %s, epochs of %d ms, latency"
            + " %.1f + %.1f ms, loss %.2f, duplicates %.2f, partitions %b, slow node %b, crashes"
            + " %b, power cuts %b, flips %b, wipes %b, pauses %b, clock offset %d ms, drift %.2f,"
            + " sync %.2f ms, flush %.0f ms",
        realLedger ? "real" : "toy",
        realKeys ? "real" : "stub",
        stakes,
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

  private long[] weights(boolean wild, int drawnNodes) {
    long[] result = new long[nodes];
    Arrays.fill(result, 1);
    if (wild && drawnNodes == 4 && odds(0.2)) {
      long heavy = odds(0.8) ? 3 : 10; // ten make a quorum alone
      result[0] = cuts.cuts(Part.WEIGHTS) ? 1 : heavy;
    }
    return result;
  }
}
