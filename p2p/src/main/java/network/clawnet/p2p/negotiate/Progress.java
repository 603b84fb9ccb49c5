package network.clawnet.p2p.negotiate;

/**
 * Where a negotiation stands after it was fed.
 *
 * @param status whether it goes on
 * @param protocol the agreed one; empty unless {@link Status#AGREED}
 * @param send bytes to write to the other side, perhaps none; also when it is over
 */
public record Progress(Status status, String protocol, byte[] send) {
  /** Whether a negotiation goes on. */
  public enum Status {
    /** Everything fed was taken; more is needed. */
    PENDING,
    /** Both sides know; bytes left in the buffer belong to the protocol. */
    AGREED,
    /** The other side speaks none of ours; only an initiator learns this. */
    REFUSED
  }
}
