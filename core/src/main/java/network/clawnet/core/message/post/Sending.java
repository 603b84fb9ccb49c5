package network.clawnet.core.message.post;

import java.util.Locale;

/**
 * What became of a message that was sent from here.
 *
 * @param at when that was, own clock, epoch milliseconds
 */
public record Sending(State state, long at) {
  /** How long this is remembered, milliseconds. */
  public static final long KEPT_MS = 30L * 86_400_000;

  /** What became of it. The codes are stored and never change. */
  public enum State {
    /** It waits for the receiver's node. */
    WAITING(0),
    /** The receiver's node has it on disk and has said so. */
    DELIVERED(1),
    /** The receiver's node does not take it: the parties have no such deal. */
    REFUSED(2),
    /** The receiver's node was not reached for {@link PostOffice#LONGEST_MS}. */
    EXPIRED(3);

    private final int code;

    State(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    /** Returns the text used in answers. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
