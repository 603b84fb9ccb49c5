package network.clawnet.core.genesis;

import java.util.Set;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.codec.Json;
import network.clawnet.core.codec.JsonFields;
import network.clawnet.core.units.Tokens;

/**
 * What it takes to be a validator, and what one loses that contradicts itself. Source:
 * docs/protocol/genesis.md.
 *
 * @param minStake least bond of a validator, Token
 * @param unbondingMs how long stake stays locked after no set counts it any more, milliseconds
 * @param maxValidators largest set of an epoch, 1 to 100
 * @param slashBasisPoints part of a bond that equivocation costs, in 1/10 000
 * @param evidenceEpochs for how many epochs after its own a vote is evidence
 */
public record StakeParams(
    long minStake, long unbondingMs, int maxValidators, int slashBasisPoints, int evidenceEpochs) {
  /** Epochs that stake stays locked beyond the time in which evidence counts. */
  public static final int MARGIN_EPOCHS = 2;

  /** Most epochs for which a vote may be evidence. */
  public static final int MAX_EVIDENCE_EPOCHS = 10_000;

  private static final int WHOLE = 10_000;
  private static final long MAX_UNBONDING_MS = 3_650L * 86_400_000;
  private static final int STANDARD_EVIDENCE_EPOCHS = 1;
  private static final Set<String> MEMBERS =
      Set.of("minStake", "unbondingMs", "maxValidators", "slashBasisPoints", "evidenceEpochs");

  public StakeParams {
    if (minStake < 1
        || minStake > Tokens.MAX
        || unbondingMs < 1
        || maxValidators < 1
        || maxValidators > Genesis.MAX_VALIDATORS
        || slashBasisPoints < 1
        || slashBasisPoints > WHOLE
        || evidenceEpochs < 1
        || evidenceEpochs > MAX_EVIDENCE_EPOCHS) {
      throw new IllegalArgumentException("stake parameters out of range");
    }
  }

  /** Returns what holds for a document that says nothing: the shortest unbonding allowed. */
  static StakeParams standard(long epochMs) {
    return standard(epochMs, STANDARD_EVIDENCE_EPOCHS);
  }

  /** Returns the usual parameters with the shortest unbonding that these epochs allow. */
  public static StakeParams standard(long epochMs, int evidenceEpochs) {
    return new StakeParams(1_000, shortest(epochMs, evidenceEpochs), 100, 500, evidenceEpochs);
  }

  /**
   * Refuses an unbonding that ends before evidence does: whoever cheats could take the stake away
   * first (amendment A5).
   *
   * @throws IllegalArgumentException naming the least that is allowed
   */
  public void requireFor(long epochMs) {
    long least = shortest(epochMs, evidenceEpochs);
    if (unbondingMs < least) {
      throw new IllegalArgumentException(
          "stake.unbondingMs must be at least "
              + MARGIN_EPOCHS
              + " epochs and those of evidence, "
              + least);
    }
  }

  /** Returns what equivocation costs whoever has this much at stake, rounded up. */
  public Tokens slash(Tokens atStake) {
    // split, so that no product exceeds a long
    long whole = atStake.value() / WHOLE * slashBasisPoints;
    long rest = atStake.value() % WHOLE * slashBasisPoints;
    return new Tokens(whole + (rest + WHOLE - 1) / WHOLE);
  }

  private static long shortest(long epochMs, int evidenceEpochs) {
    return epochMs * (MARGIN_EPOCHS + evidenceEpochs);
  }

  Json.Obj toJson() {
    return Json.object()
        .put("minStake", minStake)
        .put("unbondingMs", unbondingMs)
        .put("maxValidators", maxValidators)
        .put("slashBasisPoints", slashBasisPoints)
        .put("evidenceEpochs", evidenceEpochs)
        .build();
  }

  static StakeParams fromJson(Json.Obj json) throws DecodeException {
    JsonFields in = new JsonFields(json).only(MEMBERS);
    return new StakeParams(
        in.integer("minStake", 1, Tokens.MAX),
        in.integer("unbondingMs", 1, MAX_UNBONDING_MS),
        (int) in.integer("maxValidators", 1, Genesis.MAX_VALIDATORS),
        (int) in.integer("slashBasisPoints", 1, WHOLE),
        (int) in.integer("evidenceEpochs", 1, MAX_EVIDENCE_EPOCHS));
  }
}
