package network.clawnet.market.kernel;

import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;

/** Refusals that several kinds of deals share. Source: docs/protocol/market.md. */
public final class MarketCodes {
  public static final RejectCode DEAL_WITH_SELF = new RejectCode("DEAL_WITH_SELF", Kind.FORBIDDEN);
  public static final RejectCode SAME_CONTROLLER =
      new RejectCode("SAME_CONTROLLER", Kind.FORBIDDEN);
  public static final RejectCode PRICE_MISMATCH = new RejectCode("PRICE_MISMATCH", Kind.CONFLICT);
  public static final RejectCode ARBITER_NONE = new RejectCode("ARBITER_NONE", Kind.CONFLICT);

  private MarketCodes() {}
}
