package network.clawnet.market.arbiter;

import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;

/** Refusals of arbiters' events. Source: docs/protocol/market.md, section 6. */
public final class ArbiterCodes {
  public static final RejectCode STAKE = new RejectCode("ARBITER_STAKE", Kind.INVALID);
  public static final RejectCode EXISTS = new RejectCode("ARBITER_EXISTS", Kind.CONFLICT);
  public static final RejectCode NOT_FOUND = new RejectCode("ARBITER_NOT_FOUND", Kind.NOT_FOUND);

  private ArbiterCodes() {}
}
