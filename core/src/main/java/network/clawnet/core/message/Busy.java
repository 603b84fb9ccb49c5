package network.clawnet.core.message;

/** Why a node takes no message of a route for now. The codes travel and never change. */
public enum Busy {
  /** The receiver does not live here, or its word has run out. */
  NOT_HERE(1),
  /** The sender's node cannot show that the sender lives there. */
  NOT_YOURS(2),
  /** The receiver has too many unread messages. */
  FULL(3),
  /** This node cannot judge yet whether the parties have a deal. */
  LATER(4);

  private final int code;

  Busy(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
