package network.clawnet.core.crypto;

import java.util.Optional;

/**
 * Who checks signatures first. All three give the same answer for every input: a native library may
 * only accept early, after the table checks, and what it refuses Bouncy Castle decides. It may do
 * so because it checks the equation without the cofactor, which implies the one with it.
 */
public enum Ed25519Verifier {
  /** Bouncy Castle alone, pure Java: the arbiter. */
  BOUNCY_CASTLE("bc"),
  /** Amazon Corretto Crypto Provider first; twice as fast where it loads. */
  ACCP("accp"),
  /** Conscrypt first, for systems for which there is no ACCP. */
  CONSCRYPT("conscrypt");

  /** System property that forces one by its short name. */
  public static final String PROPERTY = "clawnet.crypto";

  private final String shortName;

  Ed25519Verifier(String shortName) {
    this.shortName = shortName;
  }

  /** Returns the name for {@link #PROPERTY}. */
  public String shortName() {
    return shortName;
  }

  /** Returns whether the library is on the class path, loads, and passes its known-answer test. */
  public boolean isAvailable() {
    return this == BOUNCY_CASTLE || nativeLibrary().isPresent();
  }

  /** Returns whether the signature holds under the rule of {@link Ed25519}. Any thread. */
  public boolean verify(PublicKey key, byte[] message, byte[] signature) {
    byte[] a = key.raw();
    if (signature.length != Ed25519.SIGNATURE_BYTES
        || !PointEncoding.isCanonical(signature, 0)
        || !PointEncoding.isCanonical(a, 0)
        || PointEncoding.isSmallOrder(a)) {
      return false;
    }
    Optional<NativeEd25519> library = nativeLibrary();
    if (library.isPresent() && library.get().accepts(a, message, signature)) {
      return true;
    }
    return org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
        signature, 0, a, 0, message, 0, message.length);
  }

  /**
   * Returns the verifier of that short name, or the fastest available one if the name is empty.
   *
   * @throws IllegalStateException if the named one is unknown or does not load
   */
  static Ed25519Verifier choose(String shortName) {
    for (Ed25519Verifier verifier : values()) {
      if (verifier.shortName.equals(shortName)) {
        if (!verifier.isAvailable()) {
          throw new IllegalStateException(PROPERTY + "=" + shortName + ": does not load here");
        }
        return verifier;
      }
    }
    if (!shortName.isEmpty()) {
      throw new IllegalStateException(PROPERTY + " is bc, accp or conscrypt, not " + shortName);
    }
    if (ACCP.isAvailable()) {
      return ACCP;
    }
    return CONSCRYPT.isAvailable() ? CONSCRYPT : BOUNCY_CASTLE;
  }

  Optional<NativeEd25519> nativeLibrary() {
    return switch (this) {
      case BOUNCY_CASTLE -> Optional.empty();
      case ACCP -> ProviderProbe.accp();
      case CONSCRYPT -> ProviderProbe.conscrypt();
    };
  }
}
