package network.clawnet.core.relay;

import java.util.Map;
import java.util.Optional;
import network.clawnet.core.account.AccountCodes;
import network.clawnet.core.event.EventCodes;
import network.clawnet.core.event.RejectCode;
import network.clawnet.core.event.Verdict;
import network.clawnet.core.port.Misbehaviour;

/** What a refused event says of the peer that brought it, from the least to the worst. */
public enum PeerFault {
  /** Nothing: the state was another one, or the rules may be newer there. */
  NONE("", 0),
  /**
   * Its nonce is used: as a rule by the event itself, which was in a block before it was here. That
   * happens to everybody under load, so it is no fault; it costs no signature check.
   */
  STALE("", 0),
  /** It passed on what has no right form. */
  FORM("event-malformed", 20),
  /** It passed on what nobody signed. */
  SIGNATURE("event-signature", 50);

  private static final Map<RejectCode, PeerFault> BY_CODE =
      Map.of(
          AccountCodes.NONCE_USED, STALE,
          EventCodes.EVENT_TOO_LARGE, FORM,
          EventCodes.EVENT_MALFORMED, FORM,
          EventCodes.NOT_CANONICAL, FORM,
          EventCodes.HASH_MISMATCH, FORM,
          EventCodes.CHAIN_MISMATCH, FORM,
          EventCodes.SIGNATURE_INVALID, SIGNATURE,
          EventCodes.COSIGN_INVALID, SIGNATURE);

  private final String what;
  private final int points;

  PeerFault(String what, int points) {
    this.what = what;
    this.points = points;
  }

  /** Returns what a verdict says of whoever brought the event. */
  public static PeerFault of(Verdict verdict) {
    return verdict instanceof Verdict.Reject reject
        ? BY_CODE.getOrDefault(reject.code(), NONE)
        : NONE;
  }

  PeerFault worse(PeerFault other) {
    return other.compareTo(this) > 0 ? other : this;
  }

  /** Returns what to count against the peer. */
  public Optional<Misbehaviour> fault() {
    return points == 0 ? Optional.empty() : Optional.of(new Misbehaviour(what, points));
  }

  /** Returns whether an honest peer would not have passed it on. */
  boolean rejects() {
    return compareTo(FORM) >= 0;
  }
}
