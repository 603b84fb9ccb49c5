package network.clawnet.p2p.security;

import java.util.Optional;

/** The other side failed to prove who it is; the connection must be closed. */
public final class HandshakeException extends Exception {
  private final Reason reason;

  /** Why, to be counted. */
  public enum Reason {
    /** A message or the payload in it does not have the required form. */
    MALFORMED,
    /** A message is longer than {@link NoiseHandshake#MAX_MESSAGE_BYTES}. */
    TOO_LONG,
    /** A key of small order, or a tag that does not fit: damage or an attack on the way. */
    NOT_AUTHENTIC,
    /** The identity did not sign the static key. */
    BAD_SIGNATURE,
    /** An identity, but not the dialed one. */
    WRONG_PEER
  }

  HandshakeException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Returns why. */
  public Reason reason() {
    return reason;
  }

  static <T> T authentic(Optional<T> value) throws HandshakeException {
    return value.orElseThrow(
        () -> new HandshakeException(Reason.NOT_AUTHENTIC, "the message is not authentic"));
  }
}
