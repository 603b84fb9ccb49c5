package network.clawnet.core.directory;

import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;

/** Refusals of identity events; their order per type is in docs/protocol/events.md, 6.4. */
public final class DirectoryCodes {
  public static final RejectCode DOCUMENT_INVALID =
      new RejectCode("DOCUMENT_INVALID", Kind.INVALID);
  public static final RejectCode DOCUMENT_TOO_LARGE =
      new RejectCode("DOCUMENT_TOO_LARGE", Kind.INVALID);
  public static final RejectCode IDENTITY_EXISTS = new RejectCode("IDENTITY_EXISTS", Kind.CONFLICT);
  public static final RejectCode IDENTITY_NOT_FOUND =
      new RejectCode("IDENTITY_NOT_FOUND", Kind.NOT_FOUND);
  public static final RejectCode PREV_DOC_MISMATCH =
      new RejectCode("PREV_DOC_MISMATCH", Kind.CONFLICT);

  public static final RejectCode CAPABILITY_INVALID =
      new RejectCode("CAPABILITY_INVALID", Kind.INVALID);
  public static final RejectCode CAPABILITY_EXPIRED =
      new RejectCode("CAPABILITY_EXPIRED", Kind.INVALID);
  public static final RejectCode CAPABILITY_LIMIT =
      new RejectCode("CAPABILITY_LIMIT", Kind.CONFLICT);
  public static final RejectCode CAPABILITY_NOT_FOUND =
      new RejectCode("CAPABILITY_NOT_FOUND", Kind.NOT_FOUND);
  public static final RejectCode CAPABILITY_REVOKE_FORBIDDEN =
      new RejectCode("CAPABILITY_REVOKE_FORBIDDEN", Kind.FORBIDDEN);

  private DirectoryCodes() {}
}
