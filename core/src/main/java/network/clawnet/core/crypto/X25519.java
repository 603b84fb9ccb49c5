package network.clawnet.core.crypto;

import java.util.Optional;

/** Key agreement of RFC 7748 over Curve25519, by Bouncy Castle. Any thread. */
public final class X25519 {
  /** Size of a secret, of a public key and of what two agree on, in bytes. */
  public static final int BYTES = 32;

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
