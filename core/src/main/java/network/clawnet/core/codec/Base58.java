package network.clawnet.core.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Base58 with the Bitcoin alphabet: one leading {@code 1} per leading zero byte. */
public final class Base58 {
  private static final byte[] ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int[] VALUES = new int[128];

  /** Digits that are carried out at once: the largest power of 58 below 2^30. */
  private static final int GROUP = 5;

  private static final int[] POWERS = {1, 58, 3_364, 195_112, 11_316_496, 656_356_768};
  private static final long WORD = 0xffff_ffffL;

  static {
    Arrays.fill(VALUES, -1);
    for (int i = 0; i < ALPHABET.length; i++) {
      VALUES[ALPHABET[i]] = i;
    }
  }

  private Base58() {}

  public static String encode(byte[] bytes) {
    int zeros = leading(bytes);
    int[] words = toWords(bytes);
    // log(256) / log(58) is below 1.366, and the last group may have leading zeros
    byte[] out = new byte[zeros + (bytes.length - zeros) * 1_366 / 1_000 + 1 + GROUP];
    int at = out.length;
    int first = 0;
    while (first < words.length && words[first] == 0) {
      first++;
    }
    while (first < words.length) {
      int group = divide(words, first);
      for (int i = 0; i < GROUP; i++) {
        out[--at] = ALPHABET[group % 58];
        group /= 58;
      }
      while (first < words.length && words[first] == 0) {
        first++;
      }
    }
    while (at < out.length && out[at] == ALPHABET[0]) {
      at++;
    }
    Arrays.fill(out, at - zeros, at, ALPHABET[0]);
    at -= zeros;
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
    int[] words = new int[(length + 3) / 4];
    for (int from = 0; from < text.length(); from += GROUP) {
      int to = Math.min(from + GROUP, text.length());
      multiplyAdd(words, POWERS[to - from], group(text, from, to), length);
    }
    byte[] value = toBytes(words, length);
    // behind the leading ones the digits of a number are unique, so this is all that can differ
    if (ones(text) != leading(value)) {
      throw new DecodeException("base58 text does not hold " + length + " bytes");
    }
    return value;
  }

  /**
   * Decodes text whose value has at most {@code limit} bytes.
   *
   * @throws DecodeException if a character is foreign or the value is longer
   */
  public static byte[] decodeUpTo(String text, int limit) throws DecodeException {
    if (text.length() > limit * 2) {
      throw new DecodeException("base58 text too long for " + limit + " bytes");
    }
    int[] words = new int[(limit + 3) / 4];
    for (int from = 0; from < text.length(); from += GROUP) {
      int to = Math.min(from + GROUP, text.length());
      multiplyAdd(words, POWERS[to - from], group(text, from, to), limit);
    }
    byte[] value = toBytes(words, limit);
    int ones = ones(text);
    int first = leading(value) - ones;
    if (first < 0) {
      throw new DecodeException("base58 text too long for " + limit + " bytes");
    }
    return Arrays.copyOfRange(value, first, limit);
  }

  private static int ones(String text) {
    int ones = 0;
    while (ones < text.length() && text.charAt(ones) == ALPHABET[0]) {
      ones++;
    }
    return ones;
  }

  private static int group(String text, int from, int to) throws DecodeException {
    int group = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? VALUES[c] : -1;
      if (digit < 0) {
        throw new DecodeException("not a base58 character at position " + i);
      }
      group = group * 58 + digit;
    }
    return group;
  }

  /** Returns the number of leading zero bytes. */
  private static int leading(byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    return zeros;
  }

  /** Returns the number in base 2^32, highest word first. */
  private static int[] toWords(byte[] bytes) {
    int[] words = new int[(bytes.length + 3) / 4];
    for (int i = 0; i < bytes.length; i++) {
      int fromEnd = bytes.length - 1 - i;
      words[words.length - 1 - fromEnd / 4] |= (bytes[i] & 0xff) << (fromEnd % 4 * 8);
    }
    return words;
  }

  private static byte[] toBytes(int[] words, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int fromEnd = length - 1 - i;
      bytes[i] = (byte) (words[words.length - 1 - fromEnd / 4] >>> (fromEnd % 4 * 8));
    }
    return bytes;
  }

  /** Divides by 58^{@value #GROUP} in place and returns the remainder. */
  private static int divide(int[] words, int first) {
    long remainder = 0;
    for (int i = first; i < words.length; i++) {
      long value = (remainder << 32) | (words[i] & WORD);
      words[i] = (int) (value / 656_356_768);
      remainder = value % 656_356_768;
    }
    return (int) remainder;
  }

  private static void multiplyAdd(int[] words, int factor, int addend, int length)
      throws DecodeException {
    long carry = addend;
    for (int i = words.length - 1; i >= 0; i--) {
      carry += (words[i] & WORD) * factor;
      words[i] = (int) carry;
      carry >>>= 32;
    }
    int spare = words.length * 4 - length;
    boolean tooLarge = carry != 0 || (spare > 0 && words[0] >>> ((4 - spare) * 8) != 0);
    if (tooLarge) {
      throw new DecodeException("base58 text too large for " + length + " bytes");
    }
  }
}
