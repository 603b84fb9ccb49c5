package network.clawnet.p2p.multiaddr;

import network.clawnet.core.codec.DecodeException;

/** Numeric texts without the JDK's resolver, which takes names and short forms as well. */
final class IpText {
  private static final int GROUPS = 8;

  private IpText() {}

  /** Reads a decimal number without sign or leading zeros. */
  static int number(String text, int max) throws DecodeException {
    boolean digits = !text.isEmpty() && text.length() <= 5;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits || (text.length() > 1 && text.charAt(0) == '0')) {
      throw new DecodeException("not a decimal number from 0 to " + max);
    }
    int value = Integer.parseInt(text);
    if (value > max) {
      throw new DecodeException("number over " + max);
    }
    return value;
  }

  static byte[] parse4(String text) throws DecodeException {
    String[] parts = text.split("\\.", 5);
    if (parts.length != 4) {
      throw new DecodeException("an IPv4 address has four numbers");
    }
    byte[] out = new byte[4];
    for (int i = 0; i < 4; i++) {
      out[i] = (byte) number(parts[i], 255);
    }
    return out;
  }

  static String format4(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        + "."
        + (bytes[at + 1] & 0xff)
        + "."
        + (bytes[at + 2] & 0xff)
        + "."
        + (bytes[at + 3] & 0xff);
  }

  /** Reads the forms of RFC 4291, section 2.2, without a zone. */
  static byte[] parse6(String text) throws DecodeException {
    String plain = text;
    int dot = text.indexOf('.');
    if (dot >= 0) {
      int colon = text.lastIndexOf(':');
      byte[] tail = parse4(text.substring(colon + 1));
      plain = text.substring(0, colon + 1) + hex(tail, 0) + ":" + hex(tail, 2);
    }
    int gap = plain.indexOf("::");
    int[] groups = new int[GROUPS];
    if (gap < 0) {
      if (fill(groups, 0, plain) != GROUPS) {
        throw new DecodeException("an IPv6 address has eight groups");
      }
    } else {
      int head = fill(groups, 0, plain.substring(0, gap));
      int[] tail = new int[GROUPS];
      int length = fill(tail, 0, plain.substring(gap + 2));
      if (head + length >= GROUPS) {
        throw new DecodeException("an IPv6 address has eight groups");
      }
      System.arraycopy(tail, 0, groups, GROUPS - length, length);
    }
    byte[] out = new byte[2 * GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      out[2 * i] = (byte) (groups[i] >>> 8);
      out[2 * i + 1] = (byte) groups[i];
    }
    return out;
  }

  /** Returns the form of RFC 5952: the longest run of zero groups is left out, the first of two. */
  static String format6(byte[] bytes) {
    if (isMapped(bytes)) {
      return "::ffff:" + format4(bytes, 12);
    }
    int start = -1;
    int longest = 1;
    for (int i = 0; i < GROUPS; i++) {
      int run = zeros(bytes, i);
      if (run > longest) {
        start = i;
        longest = run;
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        out.append("::");
        i += longest - 1;
      } else {
        if (out.length() > 0 && out.charAt(out.length() - 1) != ':') {
          out.append(':');
        }
        out.append(hex(bytes, 2 * i));
      }
    }
    return out.toString();
  }

  /** Returns whether these 16 bytes carry an IPv4 address in the last four. */
  static boolean isMapped(byte[] bytes) {
    return zeros(bytes, 0) == 5 && bytes[10] == -1 && bytes[11] == -1;
  }

  private static int zeros(byte[] bytes, int group) {
    int run = 0;
    while (group + run < GROUPS
        && bytes[2 * (group + run)] == 0
        && bytes[2 * (group + run) + 1] == 0) {
      run++;
    }
    return run;
  }

  private static String hex(byte[] bytes, int at) {
    return Integer.toHexString((bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff));
  }

  /** Reads groups between single colons and returns their number. */
  private static int fill(int[] groups, int from, String text) throws DecodeException {
    if (text.isEmpty()) {
      return from;
    }
    String[] parts = text.split(":", GROUPS + 1);
    if (parts.length > GROUPS) {
      throw new DecodeException("an IPv6 address has eight groups");
    }
    for (int i = 0; i < parts.length; i++) {
      groups[from + i] = group(parts[i]);
    }
    return from + parts.length;
  }

  private static int group(String text) throws DecodeException {
    boolean hex = !text.isEmpty() && text.length() <= 4;
    for (int i = 0; hex && i < text.length(); i++) {
      hex = Character.digit(text.charAt(i), 16) >= 0 && text.charAt(i) < 128;
    }
    if (!hex) {
      throw new DecodeException("a group of an IPv6 address has one to four hex digits");
    }
    return Integer.parseInt(text, 16);
  }
}
