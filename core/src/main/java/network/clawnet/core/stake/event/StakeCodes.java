package network.clawnet.core.stake.event;

import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;

/** Refusals of stake events; their order per type is in docs/protocol/events.md, 6.5. */
public final class StakeCodes {
  public static final RejectCode VALIDATOR_EXISTS =
      new RejectCode("VALIDATOR_EXISTS", Kind.CONFLICT);
  public static final RejectCode POSSESSION_INVALID =
      new RejectCode("POSSESSION_INVALID", Kind.INVALID);
  public static final RejectCode VALIDATOR_NOT_FOUND =
      new RejectCode("VALIDATOR_NOT_FOUND", Kind.NOT_FOUND);
  public static final RejectCode VALIDATOR_FORBIDDEN =
      new RejectCode("VALIDATOR_FORBIDDEN", Kind.FORBIDDEN);
  public static final RejectCode VALIDATOR_TOMBSTONED =
      new RejectCode("VALIDATOR_TOMBSTONED", Kind.CONFLICT);
  public static final RejectCode VALIDATOR_JAILED =
      new RejectCode("VALIDATOR_JAILED", Kind.CONFLICT);
  public static final RejectCode VALIDATOR_NOT_JAILED =
      new RejectCode("VALIDATOR_NOT_JAILED", Kind.CONFLICT);
  public static final RejectCode VALIDATORS_FULL = new RejectCode("VALIDATORS_FULL", Kind.CONFLICT);
  public static final RejectCode STAKE_TOO_SMALL = new RejectCode("STAKE_TOO_SMALL", Kind.CONFLICT);
  public static final RejectCode STAKE_OVERDRAWN = new RejectCode("STAKE_OVERDRAWN", Kind.CONFLICT);
  public static final RejectCode UNBONDING_LIMIT = new RejectCode("UNBONDING_LIMIT", Kind.CONFLICT);
  public static final RejectCode EVIDENCE_EXPIRED =
      new RejectCode("EVIDENCE_EXPIRED", Kind.CONFLICT);
  public static final RejectCode EVIDENCE_INVALID =
      new RejectCode("EVIDENCE_INVALID", Kind.INVALID);

  private StakeCodes() {}
}
