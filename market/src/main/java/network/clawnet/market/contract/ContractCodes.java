package network.clawnet.market.contract;

import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;

/** Refusals of contracts' events. Source: docs/protocol/contract.md, section 4. */
public final class ContractCodes {
  public static final RejectCode NOT_FOUND = new RejectCode("CONTRACT_NOT_FOUND", Kind.NOT_FOUND);
  public static final RejectCode ENDED = new RejectCode("CONTRACT_ENDED", Kind.CONFLICT);
  public static final RejectCode NOT_CLIENT = new RejectCode("CONTRACT_NOT_CLIENT", Kind.FORBIDDEN);
  public static final RejectCode NOT_PROVIDER =
      new RejectCode("CONTRACT_NOT_PROVIDER", Kind.FORBIDDEN);
  public static final RejectCode NOT_PARTY = new RejectCode("CONTRACT_NOT_PARTY", Kind.FORBIDDEN);
  public static final RejectCode COSIGN_MISSING =
      new RejectCode("CONTRACT_COSIGN_MISSING", Kind.FORBIDDEN);
  public static final RejectCode NOT_ARBITER =
      new RejectCode("CONTRACT_NOT_ARBITER", Kind.FORBIDDEN);
  public static final RejectCode MILESTONE_NOT_FOUND =
      new RejectCode("MILESTONE_NOT_FOUND", Kind.NOT_FOUND);
  public static final RejectCode NOT_OVERDUE =
      new RejectCode("CONTRACT_NOT_OVERDUE", Kind.CONFLICT);
  public static final RejectCode OVERDUE = new RejectCode("CONTRACT_OVERDUE", Kind.CONFLICT);
  public static final RejectCode INVALID_STATE =
      new RejectCode("CONTRACT_INVALID_STATE", Kind.CONFLICT);
  public static final RejectCode PRICE = new RejectCode("CONTRACT_PRICE", Kind.INVALID);
  public static final RejectCode EXPIRY = new RejectCode("CONTRACT_EXPIRY", Kind.INVALID);
  public static final RejectCode SIGNED = new RejectCode("CONTRACT_SIGNED", Kind.CONFLICT);
  public static final RejectCode MILESTONE_OPEN = new RejectCode("MILESTONE_OPEN", Kind.CONFLICT);
  public static final RejectCode OVERDRAWN = new RejectCode("CONTRACT_OVERDRAWN", Kind.CONFLICT);

  private ContractCodes() {}
}
