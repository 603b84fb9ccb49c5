package network.clawnet.market.task;

import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;

/** Refusals that concern a bid. Source: docs/protocol/market.md, section 5. */
public final class BidCodes {
  public static final RejectCode NOT_FOUND = new RejectCode("BID_NOT_FOUND", Kind.NOT_FOUND);
  public static final RejectCode CHANGED = new RejectCode("BID_CHANGED", Kind.CONFLICT);
  public static final RejectCode RANGE = new RejectCode("BID_RANGE", Kind.CONFLICT);

  private BidCodes() {}
}
