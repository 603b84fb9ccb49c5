package network.clawnet.daemon.app.feed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.clawnet.core.codec.DecodeException;

/**
 * A place on the ledger, behind one happening: what comes after it is new to whoever has seen it.
 *
 * @param height of the block
 * @param index of the happening in it; {@link #END} behind all of them
 */
public record Place(long height, int index) {
  /** Behind everything in a block. */
  public static final int END = Integer.MAX_VALUE;

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,15})(?:\\.([0-9]{1,9}))?");

  /** Reads {@code HEIGHT}, behind a whole block, or {@code HEIGHT.INDEX}. */
  public static Place parse(String text) throws DecodeException {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new DecodeException("a place is HEIGHT or HEIGHT.INDEX, such as 120.3");
    }
    String index = matcher.group(2);
    return new Place(
        Long.parseLong(matcher.group(1)), index == null ? END : Integer.parseInt(index));
  }

  /** Returns what {@link #parse} reads. */
  public String text() {
    return index == END ? Long.toString(height) : height + "." + index;
  }
}
