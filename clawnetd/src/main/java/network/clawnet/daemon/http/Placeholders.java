package network.clawnet.daemon.http;

import java.util.regex.Pattern;

/** Recognises what people leave in place when they copy an example. */
final class Placeholders {
  private static final Pattern BRACKETS = Pattern.compile("[{<\\[(].*[}>\\])]");
  private static final Pattern WORDS =
      Pattern.compile("(?i):[a-z].*|your[_-].*|optional_.*|previous_.*|.*\\.\\.\\.|.*…|x{3,}");

  private Placeholders() {}

  static boolean matches(String text) {
    return BRACKETS.matcher(text).matches() || WORDS.matcher(text).matches();
  }

  /** Returns a sentence to add to a complaint about {@code text}, or nothing. */
  static String hint(String text) {
    return matches(text)
        ? "; this is a placeholder from an example: put the real value in its place"
        : "";
  }
}
