package network.clawnet.core.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a random nonce in front: nonce, ciphertext, tag. One key seals at most 2^32
 * texts.
 */
public final class Aead {
  /** Size of a key in bytes. */
  public static final int KEY_BYTES = 32;

  /** Size of the nonce in bytes. */
  public static final int NONCE_BYTES = 12;

  /** What sealing adds, in bytes: nonce and tag. */
  public static final int OVERHEAD_BYTES = NONCE_BYTES + 16;

  private static final int TAG_BITS = 128;

  private Aead() {}

  /**
   * Returns nonce, ciphertext and tag.
   *
   * @param key {@link #KEY_BYTES}
   * @param associated is not stored, but must be the same at opening
   */
  public static byte[] seal(byte[] key, Entropy entropy, byte[] associated, byte[] plain) {
    byte[] nonce = entropy.bytes(NONCE_BYTES);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, associated);
      byte[] out = Arrays.copyOf(nonce, OVERHEAD_BYTES + plain.length);
      cipher.doFinal(plain, 0, plain.length, out, NONCE_BYTES);
      return out;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed to seal", e);
    }
  }

  /**
   * Returns the text, or empty if key or associated bytes differ or a bit of it was changed.
   *
   * @param key {@link #KEY_BYTES}
   */
  public static Optional<byte[]> open(byte[] key, byte[] associated, byte[] sealed) {
    if (sealed.length < OVERHEAD_BYTES) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, associated);
      return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed to open", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associated)
      throws GeneralSecurityException {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("an AES-256 key has 32 bytes, not " + key.length);
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(associated);
    return cipher;
  }
}
