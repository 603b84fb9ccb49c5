package network.clawnet.wallet.escrow;

import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;

/** Refusals of escrow events; their order per type is in docs/protocol/events.md, section 6.3. */
public final class EscrowCodes {
  public static final RejectCode TO_SELF = new RejectCode("ESCROW_TO_SELF", Kind.INVALID);
  public static final RejectCode ARBITER_INVALID = new RejectCode("ARBITER_INVALID", Kind.INVALID);
  public static final RejectCode EXPIRY_PAST = new RejectCode("ESCROW_EXPIRY_PAST", Kind.INVALID);
  public static final RejectCode EXISTS = new RejectCode("ESCROW_EXISTS", Kind.CONFLICT);

  public static final RejectCode NOT_FOUND = new RejectCode("ESCROW_NOT_FOUND", Kind.NOT_FOUND);
  public static final RejectCode INVALID_STATE =
      new RejectCode("ESCROW_INVALID_STATE", Kind.CONFLICT);
  public static final RejectCode SETTLED = new RejectCode("ESCROW_SETTLED", Kind.CONFLICT);
  public static final RejectCode RULE_NOT_FOUND =
      new RejectCode("ESCROW_RULE_NOT_FOUND", Kind.NOT_FOUND);

  public static final RejectCode FUND_FORBIDDEN =
      new RejectCode("ESCROW_FUND_FORBIDDEN", Kind.FORBIDDEN);
  public static final RejectCode COSIGN_MISSING =
      new RejectCode("ESCROW_COSIGN_MISSING", Kind.FORBIDDEN);
  public static final RejectCode RELEASE_FORBIDDEN =
      new RejectCode("ESCROW_RELEASE_FORBIDDEN", Kind.FORBIDDEN);
  public static final RejectCode REFUND_FORBIDDEN =
      new RejectCode("ESCROW_REFUND_FORBIDDEN", Kind.FORBIDDEN);

  public static final RejectCode EXPIRED = new RejectCode("ESCROW_EXPIRED", Kind.CONFLICT);
  public static final RejectCode RULE_TOO_EARLY =
      new RejectCode("ESCROW_RULE_TOO_EARLY", Kind.CONFLICT);
  public static final RejectCode NO_EXPIRY = new RejectCode("ESCROW_NO_EXPIRY", Kind.CONFLICT);
  public static final RejectCode NOT_EXPIRED = new RejectCode("ESCROW_NOT_EXPIRED", Kind.CONFLICT);
  public static final RejectCode OVERDRAWN = new RejectCode("ESCROW_OVERDRAWN", Kind.CONFLICT);

  private EscrowCodes() {}
}
