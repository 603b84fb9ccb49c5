package network.clawnet.core.codec;

/** Base32 of RFC 4648 in lower case without padding; each value has one text. */
public final class Base32 {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private Base32() {}

  /** Returns the text: 8 characters for 5 bytes. */
  public static String encode(byte[] bytes) {
    StringBuilder out = new StringBuilder((bytes.length * 8 + 4) / 5);
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = (buffer << 8 | (b & 0xff)) & 0xffff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        out.append(ALPHABET.charAt(buffer >>> bits & 31));
      }
    }
    if (bits > 0) {
      out.append(ALPHABET.charAt(buffer << (5 - bits) & 31));
    }
    return out.toString();
  }

  /**
   * Reads the text of at most {@code limit} bytes.
   *
   * @throws DecodeException if a character is foreign, spare bits are set, or the value is longer
   */
  public static byte[] decode(String text, int limit) throws DecodeException {
    long length = text.length() * 5L / 8;
    if (length > limit) {
      throw new DecodeException("base32 text holds more than " + limit + " bytes");
    }
    byte[] out = new byte[(int) length];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new DecodeException("not a base32 character at position " + i);
      }
      buffer = (buffer << 5 | digit) & 0xffff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        out[at++] = (byte) (buffer >>> bits);
      }
    }
    // five spare bits would be a character that says nothing
    if (bits >= 5 || (buffer & (1 << bits) - 1) != 0) {
      throw new DecodeException("base32 text with bits to spare");
    }
    return out;
  }
}
