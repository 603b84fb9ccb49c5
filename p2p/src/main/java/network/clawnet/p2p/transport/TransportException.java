package network.clawnet.p2p.transport;

/**
 * A dial, a connection or a stream that did not come about, or ended. Expected; carries no trace.
 */
public final class TransportException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong; each is counted. */
  public enum Reason {
    /** No transport takes such an address. */
    BAD_ADDRESS,
    /** Nobody answers there, or the network fails. */
    UNREACHABLE,
    /** A step took too long. */
    TIMEOUT,
    /** The other side offered nothing that we speak. */
    NO_COMMON_PROTOCOL,
    /** The bytes are not those of the protocol, or a signature or tag is wrong. */
    BAD_HANDSHAKE,
    /** Somebody else than expected answered, or we ourselves. */
    WRONG_PEER,
    /** Too many connections or streams, here or there. */
    LIMIT,
    /** The gate does not want it. */
    GATED,
    /** The peer broke the rules of the connection. */
    VIOLATION,
    /** The peer reset the stream or closed the connection. */
    RESET,
    /** We closed it. */
    CLOSED
  }

  private final Reason reason;

  public TransportException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** Returns the reason. */
  public Reason reason() {
    return reason;
  }
}
