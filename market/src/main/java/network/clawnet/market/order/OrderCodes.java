package network.clawnet.market.order;

import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;

/** Refusals of orders' events, in their order. Source: docs/protocol/market.md, section 5. */
public final class OrderCodes {
  public static final RejectCode NOT_FOUND = new RejectCode("ORDER_NOT_FOUND", Kind.NOT_FOUND);
  public static final RejectCode ENDED = new RejectCode("ORDER_ENDED", Kind.CONFLICT);
  public static final RejectCode NOT_BUYER = new RejectCode("ORDER_NOT_BUYER", Kind.FORBIDDEN);
  public static final RejectCode NOT_SELLER = new RejectCode("ORDER_NOT_SELLER", Kind.FORBIDDEN);
  public static final RejectCode NOT_PARTY = new RejectCode("ORDER_NOT_PARTY", Kind.FORBIDDEN);
  public static final RejectCode COSIGN_MISSING =
      new RejectCode("ORDER_COSIGN_MISSING", Kind.FORBIDDEN);
  public static final RejectCode NOT_ARBITER = new RejectCode("ORDER_NOT_ARBITER", Kind.FORBIDDEN);
  public static final RejectCode NOT_OVERDUE = new RejectCode("ORDER_NOT_OVERDUE", Kind.CONFLICT);
  public static final RejectCode OVERDUE = new RejectCode("ORDER_OVERDUE", Kind.CONFLICT);
  public static final RejectCode INVALID_STATE =
      new RejectCode("ORDER_INVALID_STATE", Kind.CONFLICT);
  public static final RejectCode KIND = new RejectCode("ORDER_KIND", Kind.CONFLICT);
  public static final RejectCode CONTENT_MISMATCH =
      new RejectCode("CONTENT_MISMATCH", Kind.CONFLICT);
  public static final RejectCode REVISIONS_USED = new RejectCode("REVISIONS_USED", Kind.CONFLICT);
  public static final RejectCode EVIDENCE_LIMIT = new RejectCode("EVIDENCE_LIMIT", Kind.CONFLICT);
  public static final RejectCode OVERDRAWN = new RejectCode("ORDER_OVERDRAWN", Kind.CONFLICT);
  public static final RejectCode REVIEW_EXISTS = new RejectCode("REVIEW_EXISTS", Kind.CONFLICT);
  public static final RejectCode REVIEW_LATE = new RejectCode("REVIEW_LATE", Kind.CONFLICT);

  private OrderCodes() {}
}
