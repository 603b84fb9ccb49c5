package network.clawnet.core.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** Key agreement of RFC 7748 over Curve25519, by Bouncy Castle. Any thread. */
public final class X25519 {
  /** Size of a secret, of a public key and of what two agree on, in bytes. */
  public static final int BYTES = 32;

  private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  private X25519() {}

  /**
   * Returns the public key of a secret.
   *
   * @param secret {@link #BYTES} from a random source
   */
  public static byte[] publicKey(byte[] secret) {
    check(secret);
    byte[] out = new byte[BYTES];
    org.bouncycastle.math.ec.rfc7748.X25519.scalarMultBase(secret, 0, out, 0);
    return out;
  }

  /**
   * Returns the public key that belongs to an Ed25519 key: the same point in Montgomery's form, u =
   * (1 + y) / (1 - y).
   */
  public static byte[] publicKey(PublicKey ed25519) {
    byte[] big = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      big[i] = ed25519.raw()[BYTES - 1 - i];
    }
    big[0] &= 0x7f; // the sign of x
    BigInteger y = new BigInteger(1, big);
    BigInteger below = BigInteger.ONE.subtract(y).mod(PRIME);
    if (below.signum() == 0) {
      return new byte[BYTES]; // the neutral point, with which nobody agrees
    }
    BigInteger u = BigInteger.ONE.add(y).multiply(below.modInverse(PRIME)).mod(PRIME);
    byte[] out = new byte[BYTES];
    byte[] digits = u.toByteArray();
    for (int i = 0; i < Math.min(digits.length, BYTES); i++) {
      out[i] = digits[digits.length - 1 - i];
    }
    return out;
  }

  /**
   * Returns the secret of {@link #publicKey(PublicKey)}; the caller zeroes both.
   *
   * @param seed of the Ed25519 key, {@link #BYTES}
   */
  public static byte[] secret(byte[] seed) {
    check(seed);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(seed);
      byte[] out = Arrays.copyOf(digest, BYTES); // RFC 7748 clamps it as RFC 8032 does
      Secrets.wipe(digest);
      return out;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-512", e);
    }
  }

  /**
   * Returns what both sides can compute; empty if the other side sent a point of small order, so
   * that anybody could.
   *
   * @param secret {@link #BYTES} of this side
   * @param publicKey {@link #BYTES} of the other side
   */
  public static Optional<byte[]> agree(byte[] secret, byte[] publicKey) {
    check(secret);
    check(publicKey);
    byte[] out = new byte[BYTES];
    boolean contributed =
        org.bouncycastle.math.ec.rfc7748.X25519.calculateAgreement(secret, 0, publicKey, 0, out, 0);
    return contributed ? Optional.of(out) : Optional.empty();
  }

  private static void check(byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("an X25519 key has 32 bytes, not " + key.length);
    }
  }
}
