package network.clawnet.p2p.kad.machine;

import network.clawnet.p2p.kad.message.KadMessage;

/** What becomes of a request of another peer. */
public sealed interface KadReply {
  /** Send this. */
  record Answer(KadMessage message) implements KadReply {}

  /** The protocol has no answer here; read on. */
  record Silence() implements KadReply {}

  /** Reset the stream and count the reason. */
  record Refused(Reason reason) implements KadReply {}

  /** Why a request was refused. */
  enum Reason {
    /** This node is a client. */
    NOT_SERVING,
    /** More requests than one peer may make. */
    TOO_MANY,
    /** A field is missing, too long, or contradicts another. */
    MALFORMED,
    /** A value that its namespace does not admit. */
    INVALID_VALUE,
    /** A worse value than the stored one; not a fault. */
    WORSE_VALUE,
    /** The store has no room for it; not a fault. */
    NO_ROOM
  }
}
