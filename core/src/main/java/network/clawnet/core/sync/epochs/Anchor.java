package network.clawnet.core.sync.epochs;

import java.time.Instant;
import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import org.jspecify.annotations.Nullable;

/**
 * What a node may begin with. The keys of validators who have left, and have their stake back, sign
 * any history at no cost; so what a node knows already must be younger than the stake of those who
 * certified it is locked, or a checkpoint must say which history is the right one. Ages are judged
 * once, when the node starts. Immutable.
 *
 * @param trustMs age up to which own knowledge suffices, milliseconds; 0 for any age
 * @param checkpoint what the end of one epoch must be; null for no demand
 * @param anyAge true if the operator said that genesis, or what was kept since, is enough
 * @param nowMs time of the start, epoch milliseconds
 */
public record Anchor(long trustMs, @Nullable Checkpoint checkpoint, boolean anyAge, long nowMs) {
  /** Asks for nothing. */
  public static final Anchor NONE = new Anchor(0, null, true, 0);

  /** Begins every refusal. */
  public static final String TOO_OLD = "ANCHOR_TOO_OLD";

  /** What an operator says who needs no checkpoint. */
  public static final String GENESIS = "genesis";

  private static final long HOUR_MS = 3_600_000;

  /**
   * Reads what the operator configured.
   *
   * @param configured {@code EPOCH:HASH}, {@code genesis}, or null for nothing
   * @throws IllegalArgumentException if it is anything else
   */
  public static Anchor of(long trustMs, @Nullable String configured, long nowMs) {
    boolean genesis = GENESIS.equals(configured);
    Checkpoint checkpoint = configured == null || genesis ? null : Checkpoint.parse(configured);
    return new Anchor(trustMs, checkpoint, genesis, nowMs);
  }

  /** Returns true if a block of this time, epoch milliseconds, is too old to go on from. */
  public boolean isTooOld(long timeMs) {
    return trustMs > 0 && !anyAge && nowMs - timeMs > trustMs;
  }

  /** Returns true if the checkpoint ends this epoch or a later one: the way leads past it. */
  public boolean isAhead(long epoch) {
    return checkpoint != null && checkpoint.epoch() >= epoch;
  }

  /** Returns false if the checkpoint says that this epoch ends with another block. */
  public boolean permits(long endedEpoch, Hash endingBlock) {
    return checkpoint == null || checkpoint.permits(endedEpoch, endingBlock);
  }

  /**
   * Returns why a node must not go on from what it knows; empty if it may.
   *
   * @param epoch the newest one that it has reached
   * @param timeMs of the newest final block that it knows, epoch milliseconds
   */
  public Optional<String> refusal(long epoch, long timeMs) {
    return !isTooOld(timeMs) || isAhead(epoch)
        ? Optional.empty()
        : Optional.of(
            TOO_OLD
                + ": what this node knows of the network ends at "
                + age(timeMs)
                + " Validators who have left since may show it another history. Ask two independent"
                + " sources for the last block of a recent epoch and start with --checkpoint"
                + " EPOCH:HASH (node.checkpoint); or with --checkpoint genesis, if you know that the"
                + " nodes it connects to are the network's");
  }

  /**
   * Returns why the checkpoint is worth nothing any more; empty if it counts.
   *
   * @param timeMs of its block, epoch milliseconds
   */
  public Optional<String> outdated(long timeMs) {
    return isTooOld(timeMs)
        ? Optional.of(
            TOO_OLD
                + ": the block of the checkpoint is of "
                + age(timeMs)
                + " Ask two independent sources for a younger one and start with --checkpoint"
                + " EPOCH:HASH (node.checkpoint)")
        : Optional.empty();
  }

  private String age(long timeMs) {
    return Instant.ofEpochMilli(timeMs)
        + ", "
        + (nowMs - timeMs) / HOUR_MS
        + " hours ago; at most "
        + trustMs / HOUR_MS
        + " are trusted.";
  }
}
