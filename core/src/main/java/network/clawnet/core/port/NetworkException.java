package network.clawnet.core.port;

import java.io.IOException;

/**
 * Why something asked of the {@link Network} did not happen: the environment's or a peer's doing.
 */
public final class NetworkException extends IOException {
  /** What went wrong, for programs; the message is for people. */
  public enum Reason {
    /** The text is not an address that this node can dial. */
    ADDRESS,
    /** Nobody answered at any known address, or none is known. */
    UNREACHABLE,
    /** The one who answered is somebody else than the address names. */
    WRONG_PEER,
    /** The peer, or its address, is banned here. */
    BANNED,
    /** Not connected to that peer, and not asked to dial. */
    NOT_CONNECTED,
    /** The peer does not speak any of the protocols asked for. */
    UNSUPPORTED,
    /** The peer did not answer in time. */
    TIMEOUT,
    /** A limit of this node is reached; try later. */
    OVERLOADED,
    /** The peer broke the protocol. */
    PROTOCOL,
    /** One side ended the stream or the connection while something was under way. */
    RESET,
    /** This node is stopping. */
    CLOSED
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Creates a fault with an explanation that names no secret. */
  public NetworkException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Creates a fault that another one caused. */
  public NetworkException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Returns what went wrong. */
  public Reason reason() {
    return reason;
  }
}
