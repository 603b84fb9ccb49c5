package network.clawnet.core.port;

import java.util.regex.Pattern;

/**
 * Something that a peer did which an honest one does not do.
 *
 * <p>Points add up per peer and fade by {@link #FADED_PER_MINUTE} a minute. At {@link #LIMIT} the
 * peer is disconnected and refused for ten minutes. What is proved beyond doubt deserves {@link
 * PeerControl#ban} instead.
 *
 * @param what names the kind, such as {@code bad-signature}: 1 to 40 of {@code a-z 0-9 -}, a fixed
 *     word and not the peer's text, because faults are counted by it
 * @param points how bad it is, 1 to {@link #LIMIT}
 */
public record Misbehaviour(String what, int points) {
  /** Points at which a peer is cut off. */
  public static final int LIMIT = 100;

  /** Points that fade in a minute. */
  public static final int FADED_PER_MINUTE = 1;

  /** Longest name of a kind of fault, in characters. */
  public static final int MAX_WORD_CHARS = 40;

  private static final Pattern WORD = Pattern.compile("[a-z0-9-]{1," + MAX_WORD_CHARS + "}");

  public Misbehaviour {
    if (!WORD.matcher(what).matches()) {
      throw new IllegalArgumentException("not a kind of fault: " + what);
    }
    if (points < 1 || points > LIMIT) {
      throw new IllegalArgumentException("points: " + points);
    }
  }
}
