package network.clawnet.core.crypto;

import java.lang.invoke.VarHandle;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * An Ed25519 private key: the 32-byte seed of RFC 8032. Never shown by {@link #toString}. Any
 * thread may sign.
 */
public final class SigningKey implements AutoCloseable {
  /** Size of the seed in bytes. */
  public static final int BYTES = 32;

  private final byte[] seed;
  private final PublicKey publicKey;
  private volatile boolean destroyed;

  private SigningKey(byte[] seed, PublicKey publicKey) {
    this.seed = seed;
    this.publicKey = publicKey;
  }

  /**
   * Copies the seed; the caller zeroes its own.
   *
   * @param seed exactly {@link #BYTES}, from a random source or a key derivation
   */
  public static SigningKey of(byte[] seed) {
    if (seed.length != BYTES) {
      throw new IllegalArgumentException("a signing key has 32 bytes, not " + seed.length);
    }
    byte[] key = new byte[PublicKey.BYTES];
    org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, key, 0);
    return new SigningKey(seed.clone(), PublicKey.of(key));
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  /**
   * Returns the 64 deterministic bytes of RFC 8032, the same from every library.
   *
   * @throws IllegalStateException if the key was destroyed
   */
  public byte[] sign(byte[] message) {
    byte[] copy = seed();
    try {
      Optional<NativeEd25519> library = Ed25519.verifier().nativeLibrary();
      return library.isPresent() ? signNatively(library.get(), copy, message) : sign(copy, message);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  /**
   * Returns a copy of the seed, to be stored encrypted; the caller zeroes it.
   *
   * @throws IllegalStateException if the key was destroyed
   */
  public byte[] seed() {
    byte[] copy = seed.clone();
    VarHandle.loadLoadFence(); // a copy that saw the zeroing also sees the flag
    if (destroyed) {
      throw new IllegalStateException("the signing key was destroyed");
    }
    return copy;
  }

  /**
   * Returns a second key with the same seed, which outlives this one.
   *
   * @throws IllegalStateException if the key was destroyed
   */
  public SigningKey copy() {
    return new SigningKey(seed(), publicKey);
  }

  /** Zeroes the seed; signing fails from now on. */
  public void destroy() {
    destroyed = true;
    Arrays.fill(seed, (byte) 0);
  }

  public boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public void close() {
    destroy();
  }

  @Override
  public String toString() {
    return "SigningKey[" + publicKey + "]";
  }

  private byte[] signNatively(NativeEd25519 library, byte[] copy, byte[] message) {
    try {
      PrivateKey key = library.privateKey(copy);
      return library.sign(key, message);
    } catch (GeneralSecurityException | RuntimeException e) {
      return sign(copy, message); // the bytes are the same, whoever makes them
    }
  }

  private byte[] sign(byte[] copy, byte[] message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_BYTES];
    org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
        copy, 0, publicKey.raw(), 0, message, 0, message.length, signature, 0);
    return signature;
  }
}
