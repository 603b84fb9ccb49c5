package network.clawnet.core.event;

import network.clawnet.core.event.RejectCode.Kind;

/** Refusals of the envelope's form, in the order in which they are checked. */
public final class EventCodes {
  public static final RejectCode EVENT_TOO_LARGE = new RejectCode("EVENT_TOO_LARGE", Kind.INVALID);
  public static final RejectCode EVENT_MALFORMED = new RejectCode("EVENT_MALFORMED", Kind.INVALID);
  public static final RejectCode NOT_CANONICAL = new RejectCode("NOT_CANONICAL", Kind.INVALID);
  public static final RejectCode HASH_MISMATCH = new RejectCode("HASH_MISMATCH", Kind.INVALID);
  public static final RejectCode CHAIN_MISMATCH = new RejectCode("CHAIN_MISMATCH", Kind.INVALID);
  public static final RejectCode TYPE_UNKNOWN = new RejectCode("TYPE_UNKNOWN", Kind.INVALID);
  public static final RejectCode PAYLOAD_INVALID = new RejectCode("PAYLOAD_INVALID", Kind.INVALID);
  public static final RejectCode SIGNATURE_INVALID =
      new RejectCode("SIGNATURE_INVALID", Kind.INVALID);
  public static final RejectCode COSIGN_INVALID = new RejectCode("COSIGN_INVALID", Kind.INVALID);

  private EventCodes() {}
}
