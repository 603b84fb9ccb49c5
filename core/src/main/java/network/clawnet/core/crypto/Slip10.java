package network.clawnet.core.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** SLIP-0010 derivation for Ed25519: hardened steps only. */
public final class Slip10 {
  /** Highest index of a step, before hardening. */
  public static final int MAX_INDEX = Integer.MAX_VALUE;

  private static final byte[] CURVE = "ed25519 seed".getBytes(StandardCharsets.US_ASCII);
  private static final int PURPOSE = 44;
  private static final int COIN_TYPE = 9527;

  private Slip10() {}

  /**
   * Returns the identity key m/44'/9527'/account'.
   *
   * @param seed 64 bytes of BIP39
   * @param account 0 or more
   */
  public static SigningKey account(byte[] seed, int account) {
    byte[] key = derive(seed, PURPOSE, COIN_TYPE, account);
    try {
      return SigningKey.of(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Returns the 32 key bytes at the end of a path; the caller zeroes them.
   *
   * @param seed 16 to 64 bytes
   * @param path each 0 or more; every step is hardened
   */
  public static byte[] derive(byte[] seed, int... path) {
    byte[] node = Hmac.sha512(CURVE, seed);
    for (int index : path) {
      byte[] parent = node;
      node = child(parent, index);
      Arrays.fill(parent, (byte) 0);
    }
    byte[] key = Arrays.copyOf(node, SigningKey.BYTES);
    Arrays.fill(node, (byte) 0);
    return key;
  }

  private static byte[] child(byte[] node, int index) {
    if (index < 0) {
      throw new IllegalArgumentException("a step is 0 or more, not " + index);
    }
    byte[] key = Arrays.copyOf(node, 32);
    byte[] chainCode = Arrays.copyOfRange(node, 32, 64);
    byte[] step = {
      (byte) (0x80 | index >>> 24), (byte) (index >>> 16), (byte) (index >>> 8), (byte) index
    };
    byte[] out = Hmac.sha512(chainCode, new byte[1], key, step);
    Secrets.wipe(key, chainCode);
    return out;
  }
}
