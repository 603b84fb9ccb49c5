package network.clawnet.core.account;

import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;

/** Refusals that any event may meet, in the order in which they are checked. */
public final class AccountCodes {
  public static final RejectCode EVENT_EXPIRED = new RejectCode("EVENT_EXPIRED", Kind.INVALID);
  public static final RejectCode EVENT_TOO_EARLY = new RejectCode("EVENT_TOO_EARLY", Kind.INVALID);
  public static final RejectCode NONCE_USED = new RejectCode("NONCE_USED", Kind.CONFLICT);
  public static final RejectCode NONCE_GAP = new RejectCode("NONCE_GAP", Kind.CONFLICT);
  public static final RejectCode PREV_MISMATCH = new RejectCode("PREV_MISMATCH", Kind.CONFLICT);
  public static final RejectCode FEE_TOO_LOW = new RejectCode("FEE_TOO_LOW", Kind.INVALID);
  public static final RejectCode INSUFFICIENT_BALANCE =
      new RejectCode("INSUFFICIENT_BALANCE", Kind.FUNDS);
  public static final RejectCode LANE_FULL = new RejectCode("LANE_FULL", Kind.RATE);

  private AccountCodes() {}
}
