package network.clawnet.core.crypto;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * ChaCha20-Poly1305 of RFC 8439 under one key, with a counter for a nonce as in the Noise protocol
 * framework: four zero bytes, then 64 bits, little end first. Conscrypt where it loads, which is
 * several times faster than the JDK before 20; else the JDK. One owner thread; the caller counts,
 * and one instance meets each counter once: the libraries refuse a second time.
 */
public final class ChaChaPoly {
  /** Size of a key in bytes. */
  public static final int KEY_BYTES = 32;

  /** What sealing adds, in bytes. */
  public static final int TAG_BYTES = 16;

  private static final int NONCE_BYTES = 12;
  private static final int COUNTER_AT = 4;

  private final SecretKeySpec key;
  private final Cipher cipher;
  private final boolean isNative;

  /**
   * @param key {@link #KEY_BYTES}; is copied
   */
  public ChaChaPoly(byte[] key) {
    this(key, InUse.NATIVE);
  }

  ChaChaPoly(byte[] key, Optional<Provider> library) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a ChaCha20 key has 32 bytes, not " + key.length);
    }
    this.key = new SecretKeySpec(key, "ChaCha20");
    isNative = library.isPresent();
    try {
      cipher =
          library.isPresent()
              ? Cipher.getInstance("ChaCha20/Poly1305/NoPadding", library.get())
              : Cipher.getInstance("ChaCha20-Poly1305", "SunJCE");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no ChaCha20-Poly1305", e);
    }
  }

  /** Returns who does the work, for reports of figures. */
  public String providerName() {
    return cipher.getProvider().getName();
  }

  /**
   * Moves what is left in {@code plain} to {@code out}, sealed, and {@link #TAG_BYTES} more. The
   * buffers may begin at the same byte of the same memory; else they must not overlap.
   */
  public void seal(long counter, byte[] associated, ByteBuffer plain, ByteBuffer out) {
    try {
      init(Cipher.ENCRYPT_MODE, counter, associated);
      finish(plain, out, plain.remaining() + TAG_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("ChaCha20-Poly1305 failed to seal", e);
    }
  }

  /**
   * Moves what is left in {@code sealed} to {@code out}, opened, and {@link #TAG_BYTES} less. The
   * buffers may begin at the same byte of the same memory; else they must not overlap.
   *
   * @return false if key, counter or associated bytes differ or a bit was changed; what was written
   *     to {@code out} then is worthless
   */
  public boolean open(long counter, byte[] associated, ByteBuffer sealed, ByteBuffer out) {
    if (sealed.remaining() < TAG_BYTES) {
      return false;
    }
    try {
      init(Cipher.DECRYPT_MODE, counter, associated);
      finish(sealed, out, sealed.remaining() - TAG_BYTES);
      return true;
    } catch (AEADBadTagException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("ChaCha20-Poly1305 failed to open", e);
    }
  }

  private void init(int mode, long counter, byte[] associated) throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE_BYTES];
    ByteBuffer.wrap(nonce).order(ByteOrder.LITTLE_ENDIAN).putLong(COUNTER_AT, counter);
    cipher.init(mode, key, new IvParameterSpec(nonce));
    if (associated.length > 0) {
      cipher.updateAAD(associated);
    }
  }

  /**
   * Conscrypt would copy what is in arrays to fresh memory outside the heap, which is slow; the JDK
   * wants more room in an array than it uses.
   */
  private void finish(ByteBuffer in, ByteBuffer out, int size) throws GeneralSecurityException {
    if (out.remaining() < size) {
      throw new BufferOverflowException();
    }
    if (!isNative || !in.hasArray() || !out.hasArray()) {
      cipher.doFinal(in, out);
      return;
    }
    cipher.doFinal(
        in.array(),
        in.arrayOffset() + in.position(),
        in.remaining(),
        out.array(),
        out.arrayOffset() + out.position());
    in.position(in.limit());
    out.position(out.position() + size);
  }

  /** Delays the loading of native code to the first connection. */
  private static final class InUse {
    static final Optional<Provider> NATIVE =
        ProviderProbe.conscryptProvider().filter(ChaChaPoly::agreesWithTheJdk);
  }

  private static boolean agreesWithTheJdk(Provider library) {
    byte[] associated = {1, 2, 3};
    ByteBuffer plain = ByteBuffer.allocate(100);
    ByteBuffer expected = ByteBuffer.allocate(100 + TAG_BYTES);
    ByteBuffer actual = ByteBuffer.allocate(100 + TAG_BYTES);
    try {
      new ChaChaPoly(new byte[KEY_BYTES], Optional.empty()).seal(7, associated, plain, expected);
      new ChaChaPoly(new byte[KEY_BYTES], Optional.of(library))
          .seal(7, associated, plain.flip(), actual);
      return expected.flip().equals(actual.flip());
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
