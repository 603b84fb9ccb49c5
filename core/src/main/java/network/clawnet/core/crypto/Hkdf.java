package network.clawnet.core.crypto;

import java.util.Arrays;

/** HKDF-SHA-256 of RFC 5869: one good secret in, separate keys for separate uses out. */
public final class Hkdf {
  /** Longest output in bytes. */
  public static final int MAX_BYTES = 255 * 32;

  private Hkdf() {}

  /**
   * Returns key material for one use.
   *
   * @param salt may be empty
   * @param info names the use; begins with a domain prefix of docs/protocol/encoding.md, section 6
   * @param length in bytes, 1 to {@link #MAX_BYTES}
   */
  public static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
    if (length < 1 || length > MAX_BYTES) {
      throw new IllegalArgumentException("HKDF gives 1 to 8160 bytes, not " + length);
    }
    byte[] pseudoRandomKey = Hmac.sha256(salt, secret);
    byte[] out = new byte[length];
    byte[] block = new byte[0];
    for (int done = 0, counter = 1; done < length; counter++) {
      block = Hmac.sha256(pseudoRandomKey, block, info, new byte[] {(byte) counter});
      int taken = Math.min(block.length, length - done);
      System.arraycopy(block, 0, out, done, taken);
      done += taken;
    }
    Arrays.fill(pseudoRandomKey, (byte) 0);
    Arrays.fill(block, (byte) 0);
    return out;
  }
}
