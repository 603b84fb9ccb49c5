package network.clawnet.core.event;

/** Cuts hash and signature out of an event's canonical text. */
final class UnsignedText {
  private static final String HASH = "hash";
  private static final String SIGNATURE = "sig";

  private UnsignedText() {}

  /**
   * Returns the canonical text of the envelope alone.
   *
   * @param event canonical text, without escapes, of an object that has both members and, before
   *     the first and behind the second, others: {@code chain} and {@code v} are never missing
   */
  static String of(String event) {
    int[] hash = member(event, HASH);
    int[] signature = member(event, SIGNATURE);
    return new StringBuilder(event.length())
        .append(event, 0, hash[0])
        .append(event, hash[1], signature[0])
        .append(event, signature[1], event.length())
        .toString();
  }

  /** Returns where a member of the outermost object starts and where the one behind it starts. */
  private static int[] member(String event, String name) {
    int depth = 0;
    for (int at = 0; at < event.length(); at++) {
      char c = event.charAt(at);
      if (c == '"') {
        int end = event.indexOf('"', at + 1);
        boolean isName = depth == 1 && event.charAt(end + 1) == ':';
        if (isName && end - at - 1 == name.length() && event.startsWith(name, at + 1)) {
          // the value is a string: its end is the next quote but one, and a comma follows
          int valueEnd = event.indexOf('"', end + 3);
          return new int[] {at, valueEnd + 2};
        }
        at = end;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
    throw new IllegalArgumentException("no member " + name);
  }
}
