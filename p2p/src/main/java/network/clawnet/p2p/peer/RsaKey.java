package network.clawnet.p2p.peer;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/** An RSA key of a size that is neither weak nor a way to keep this node busy. */
record RsaKey(RSAPublicKey key) {
  /** Shortest modulus in bits, as in go. */
  static final int MIN_BITS = 2_048;

  /** Longest modulus in bits, as in go. */
  static final int MAX_BITS = 8_192;

  /** Longest public exponent in bits: the cost of a check grows with it. */
  static final int MAX_EXPONENT_BITS = 32;

  private static final String PROVIDER = "SunRsaSign";

  /** Reads the PKIX form; empty if it is none or out of bounds. */
  static Optional<RsaKey> parse(byte[] encoded) {
    if (encoded.length > IdentityKey.MAX_BYTES) {
      return Optional.empty();
    }
    try {
      RSAPublicKey key =
          (RSAPublicKey)
              KeyFactory.getInstance("RSA", PROVIDER)
                  .generatePublic(new X509EncodedKeySpec(encoded));
      int bits = key.getModulus().bitLength();
      boolean sound =
          Arrays.equals(key.getEncoded(), encoded) // the JDK reads over trailing bytes
              && bits >= MIN_BITS
              && bits <= MAX_BITS
              && key.getPublicExponent().bitLength() <= MAX_EXPONENT_BITS;
      return sound ? Optional.of(new RsaKey(key)) : Optional.empty();
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.empty(); // not a key, in whatever way
    }
  }

  boolean verify(byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA", PROVIDER);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // of another length than the key's
    }
  }
}
