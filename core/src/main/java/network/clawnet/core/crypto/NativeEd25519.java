package network.clawnet.core.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 of one native provider, with one signature object per thread. */
final class NativeEd25519 {
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] PKCS8_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b657004220420");
  private static final String ALGORITHM = "Ed25519";

  private final KeyFactory keys;
  private final ThreadLocal<Signature> signatures;

  /** Fails if the provider has no Ed25519. */
  NativeEd25519(Provider provider) throws GeneralSecurityException {
    keys = keyFactory(provider);
    String name = provider.getService("Signature", ALGORITHM) == null ? "EdDSA" : ALGORITHM;
    Signature first = Signature.getInstance(name, provider);
    signatures = ThreadLocal.withInitial(() -> another(first));
  }

  /**
   * Returns whether the library accepts; false also where it cannot tell, for the caller then asks
   * the arbiter.
   */
  boolean accepts(byte[] key, byte[] message, byte[] signature) {
    try {
      Signature verifier = signatures.get();
      verifier.initVerify(keys.generatePublic(new X509EncodedKeySpec(join(X509_PREFIX, key))));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      signatures.remove();
      return false;
    }
  }

  /** Returns the provider's form of the key; the seed is copied into it. */
  PrivateKey privateKey(byte[] seed) throws GeneralSecurityException {
    byte[] encoded = join(PKCS8_PREFIX, seed);
    try {
      return keys.generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  byte[] sign(PrivateKey key, byte[] message) throws GeneralSecurityException {
    try {
      Signature signer = signatures.get();
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException | RuntimeException e) {
      signatures.remove();
      throw e;
    }
  }

  /**
   * ACCP offers its own factory only if a system property asks for it; the JDK's serves as well.
   */
  private static KeyFactory keyFactory(Provider provider) throws GeneralSecurityException {
    return provider.getService("KeyFactory", ALGORITHM) == null
        ? KeyFactory.getInstance(ALGORITHM, "SunEC")
        : KeyFactory.getInstance(ALGORITHM, provider);
  }

  private static Signature another(Signature first) {
    try {
      return Signature.getInstance(first.getAlgorithm(), first.getProvider());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a provider lost its algorithm", e);
    }
  }

  private static byte[] join(byte[] prefix, byte[] bytes) {
    byte[] out = Arrays.copyOf(prefix, prefix.length + bytes.length);
    System.arraycopy(bytes, 0, out, prefix.length, bytes.length);
    return out;
  }
}
