package network.clawnet.core.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Care for bytes that nobody else may learn. */
public final class Secrets {
  private Secrets() {}

  /** Returns whether both are equal, in a time that tells only their lengths. */
  public static boolean equal(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }

  /** Zeroes the arrays. */
  public static void wipe(byte[]... secrets) {
    for (byte[] secret : secrets) {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /**
   * Returns the UTF-8 bytes of the characters without making a string of them; the caller wipes
   * both.
   *
   * @throws IllegalArgumentException if a surrogate stands alone
   */
  public static byte[] utf8(char[] characters) {
    byte[] buffer = new byte[Math.multiplyExact(characters.length, 3)];
    ByteBuffer out = ByteBuffer.wrap(buffer);
    CoderResult result =
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(characters), out, true);
    byte[] encoded = Arrays.copyOf(buffer, out.position());
    wipe(buffer);
    if (result.isError()) {
      throw new IllegalArgumentException("text with half a character");
    }
    return encoded;
  }
}
