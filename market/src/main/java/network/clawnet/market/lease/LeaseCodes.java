package network.clawnet.market.lease;

import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;

/** Refusals of leases' events. Source: docs/protocol/market.md, section 7. */
public final class LeaseCodes {
  public static final RejectCode NOT_FOUND = new RejectCode("LEASE_NOT_FOUND", Kind.NOT_FOUND);
  public static final RejectCode ENDED = new RejectCode("LEASE_ENDED", Kind.CONFLICT);
  public static final RejectCode NOT_PROVIDER =
      new RejectCode("LEASE_NOT_PROVIDER", Kind.FORBIDDEN);
  public static final RejectCode NOT_PARTY = new RejectCode("LEASE_NOT_PARTY", Kind.FORBIDDEN);
  public static final RejectCode COSIGN_MISSING =
      new RejectCode("LEASE_COSIGN_MISSING", Kind.FORBIDDEN);
  public static final RejectCode NOT_ARBITER = new RejectCode("LEASE_NOT_ARBITER", Kind.FORBIDDEN);
  public static final RejectCode NOT_OVERDUE = new RejectCode("LEASE_NOT_OVERDUE", Kind.CONFLICT);
  public static final RejectCode OVERDUE = new RejectCode("LEASE_OVERDUE", Kind.CONFLICT);
  public static final RejectCode INVALID_STATE =
      new RejectCode("LEASE_INVALID_STATE", Kind.CONFLICT);
  public static final RejectCode PLAN = new RejectCode("LEASE_PLAN", Kind.CONFLICT);
  public static final RejectCode QUOTA = new RejectCode("LEASE_QUOTA", Kind.CONFLICT);
  public static final RejectCode METER_BACK = new RejectCode("LEASE_METER_BACK", Kind.CONFLICT);
  public static final RejectCode SHARE = new RejectCode("LEASE_SHARE", Kind.CONFLICT);

  private LeaseCodes() {}
}
