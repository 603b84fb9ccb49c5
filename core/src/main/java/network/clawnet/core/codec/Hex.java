package network.clawnet.core.codec;

import java.util.HexFormat;

/** Lower-case hexadecimal text; upper case is refused so that each value has one text. */
public final class Hex {
  private static final HexFormat LOWER = HexFormat.of();

  private Hex() {}

  public static String encode(byte[] bytes) {
    return LOWER.formatHex(bytes);
  }

  /**
   * Reads hex digits.
   *
   * @param length expected number of bytes
   */
  public static byte[] decode(String text, int length) throws DecodeException {
    if (text.length() != 2 * length) {
      throw new DecodeException("expected " + 2 * length + " hex digits, got " + text.length());
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        throw new DecodeException("not a lower-case hex digit at position " + i);
      }
    }
    return LOWER.parseHex(text);
  }
}
