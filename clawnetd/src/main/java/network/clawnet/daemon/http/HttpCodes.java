package network.clawnet.daemon.http;

import java.util.Map;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.RejectCode.Kind;

/** Refusals of HTTP itself, and the status of every refusal. Source: docs/api.md, "Errors". */
public final class HttpCodes {
  public static final RejectCode METHOD_NOT_ALLOWED =
      new RejectCode("METHOD_NOT_ALLOWED", Kind.INVALID);
  public static final RejectCode REQUEST_TIMEOUT = new RejectCode("REQUEST_TIMEOUT", Kind.INVALID);
  public static final RejectCode PAYLOAD_TOO_LARGE =
      new RejectCode("PAYLOAD_TOO_LARGE", Kind.INVALID);
  public static final RejectCode UNSUPPORTED_MEDIA_TYPE =
      new RejectCode("UNSUPPORTED_MEDIA_TYPE", Kind.INVALID);

  /** A fault of the node; the message carries an id that is in the log. */
  public static final RejectCode INTERNAL_ERROR = new RejectCode("INTERNAL_ERROR", Kind.INVALID);

  private static final Map<String, Integer> OWN_STATUS =
      Map.ofEntries(
          Map.entry("UNAUTHORIZED", 401),
          Map.entry("PASSPHRASE_WRONG", 401),
          Map.entry("METHOD_NOT_ALLOWED", 405),
          Map.entry("REQUEST_TIMEOUT", 408),
          Map.entry("PAYLOAD_TOO_LARGE", 413),
          Map.entry("CONTENT_TOO_LARGE", 413),
          Map.entry("UNSUPPORTED_MEDIA_TYPE", 415),
          Map.entry("ACCOUNT_LOCKED", 423),
          Map.entry("DATA_DAMAGED", 500),
          Map.entry("INTERNAL_ERROR", 500),
          Map.entry("NOT_ON_LIGHT_NODE", 501),
          Map.entry("NOT_SYNCED", 503),
          Map.entry("SEARCH_NOT_READY", 503),
          Map.entry("OVERLOADED", 503));

  private HttpCodes() {}

  /** Returns the HTTP status of a refusal. */
  public static int status(RejectCode code) {
    Integer own = OWN_STATUS.get(code.text());
    return own != null ? own : status(code.kind());
  }

  private static int status(Kind kind) {
    return switch (kind) {
      case INVALID -> 400;
      case FUNDS -> 402;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case RATE -> 429;
    };
  }
}
