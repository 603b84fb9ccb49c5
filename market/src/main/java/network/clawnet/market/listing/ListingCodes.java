package network.clawnet.market.listing;

import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;

/** Refusals that concern a listing. Source: docs/protocol/market.md, section 4. */
public final class ListingCodes {
  public static final RejectCode NOT_FOUND = new RejectCode("LISTING_NOT_FOUND", Kind.NOT_FOUND);
  public static final RejectCode CLOSED = new RejectCode("LISTING_CLOSED", Kind.CONFLICT);
  public static final RejectCode FORBIDDEN = new RejectCode("LISTING_FORBIDDEN", Kind.FORBIDDEN);
  public static final RejectCode KIND = new RejectCode("LISTING_KIND", Kind.CONFLICT);
  public static final RejectCode FULL = new RejectCode("LISTING_FULL", Kind.CONFLICT);
  public static final RejectCode EXPIRY = new RejectCode("LISTING_EXPIRY", Kind.INVALID);
  public static final RejectCode RANGE_INVALID = new RejectCode("RANGE_INVALID", Kind.INVALID);

  private ListingCodes() {}
}
