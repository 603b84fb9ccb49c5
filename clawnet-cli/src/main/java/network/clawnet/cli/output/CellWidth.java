package network.clawnet.cli.output;

/**
 * How many terminal cells a text takes, and which characters may reach a terminal at all. East
 * Asian wide characters take two cells (Unicode Standard Annex 11, the ranges in use here).
 */
final class CellWidth {
  private CellWidth() {}

  static int of(String text) {
    int cells = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      cells += isWide(c) ? 2 : 1;
      i += Character.charCount(c);
    }
    return cells;
  }

  static String pad(String text, int cells) {
    int missing = cells - of(text);
    return missing <= 0 ? text : text + " ".repeat(missing);
  }

  /**
   * Returns the text without anything that could steer a terminal: memos and names are written by
   * strangers. Line feeds stay only where {@code keepLines} says so.
   */
  static String harmless(String text, boolean keepLines) {
    for (int i = 0; i < text.length(); i++) {
      if (isHarmful(text.charAt(i), keepLines)) {
        return replaced(text, keepLines);
      }
    }
    return text;
  }

  private static String replaced(String text, boolean keepLines) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(isHarmful(c, keepLines) ? '\ufffd' : c);
    }
    return out.toString();
  }

  private static boolean isHarmful(char c, boolean keepLines) {
    if (c == '\n') {
      return !keepLines;
    }
    boolean control = c < 0x20 || (c >= 0x7f && c <= 0x9f);
    boolean direction = (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    return control || direction || c == '\u2028' || c == '\u2029';
  }

  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe4f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x1f300 && c <= 0x1faff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }
}
