package network.clawnet.core.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Base58 with the Bitcoin alphabet: one leading {@code 1} per leading zero byte. */
public final class Base58 {
  private static final byte[] ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int[] VALUES = new int[128];

  static {
    Arrays.fill(VALUES, -1);
    for (int i = 0; i < ALPHABET.length; i++) {
      VALUES[ALPHABET[i]] = i;
    }
  }

  private Base58() {}

  public static String encode(byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    int[] words = toWords(bytes);
    byte[] out = new byte[bytes.length * 2];
    int at = out.length;
    int first = 0;
    while (first < words.length) {
      int remainder = divide(words, first, 58);
      out[--at] = ALPHABET[remainder];
      while (first < words.length && words[first] == 0) {
        first++;
      }
    }
    while (at < out.length && out[at] == ALPHABET[0]) {
      at++;
    }
    while (zeros-- > 0) {
      out[--at] = ALPHABET[0];
    }
    return new String(out, at, out.length - at, StandardCharsets.US_ASCII);
  }

  /**
   * Decodes text whose value has exactly {@code length} bytes.
   *
   * @throws DecodeException if a character is foreign, the length differs, or the text is not the
   *     one that {@link #encode} makes of the value
   */
  public static byte[] decode(String text, int length) throws DecodeException {
    if (text.length() > length * 2) {
      throw new DecodeException("base58 text too long for " + length + " bytes");
    }
    byte[] value = new byte[length];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? VALUES[c] : -1;
      if (digit < 0) {
        throw new DecodeException("not a base58 character at position " + i);
      }
      multiplyAdd(value, digit);
    }
    if (!encode(value).equals(text)) {
      throw new DecodeException("base58 text does not hold " + length + " bytes");
    }
    return value;
  }

  private static int[] toWords(byte[] bytes) {
    int count = (bytes.length + 2) / 3;
    int[] words = new int[count];
    for (int i = bytes.length - 1, w = count - 1, shift = 0; i >= 0; i--) {
      words[w] |= (bytes[i] & 0xff) << shift;
      shift += 8;
      if (shift == 24) {
        shift = 0;
        w--;
      }
    }
    return words;
  }

  /** Divides the base 2^24 number in place and returns the remainder. */
  private static int divide(int[] words, int first, int divisor) {
    int remainder = 0;
    for (int i = first; i < words.length; i++) {
      int value = (remainder << 24) | words[i];
      words[i] = Integer.divideUnsigned(value, divisor);
      remainder = Integer.remainderUnsigned(value, divisor);
    }
    return remainder;
  }

  private static void multiplyAdd(byte[] value, int digit) throws DecodeException {
    int carry = digit;
    for (int i = value.length - 1; i >= 0; i--) {
      carry += 58 * (value[i] & 0xff);
      value[i] = (byte) carry;
      carry >>>= 8;
    }
    if (carry != 0) {
      throw new DecodeException("base58 text too large for " + value.length + " bytes");
    }
  }
}
