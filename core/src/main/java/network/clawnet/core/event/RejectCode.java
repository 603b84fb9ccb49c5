package network.clawnet.core.event;

/**
 * A stable reason for refusing an event. Texts are wire and API values: never renamed, and unique
 * over all packages that own rules (a registry test checks it).
 */
public record RejectCode(String text, Kind kind) {
  /** What kind of fault it is; an API derives its status from it. */
  public enum Kind {
    /** The event can never be valid: form, range, meaning. */
    INVALID,
    /** The signer may not do this. */
    FORBIDDEN,
    /** It names something that does not exist. */
    NOT_FOUND,
    /** It does not fit the present state. */
    CONFLICT,
    /** The account cannot pay. */
    FUNDS,
    /** A quota is used up for now. */
    RATE
  }

  @Override
  public String toString() {
    return text;
  }
}
