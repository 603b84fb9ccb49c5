package network.clawnet.p2p.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import network.clawnet.core.crypto.ChaChaPoly;
import network.clawnet.core.crypto.Hkdf;
import network.clawnet.core.crypto.Secrets;
import network.clawnet.core.crypto.Sha256;

/**
 * What both sides have in common so far: a hash of everything sent, and keys of everything agreed.
 * Source: Noise, section 5.2.
 */
final class SymmetricState {
  /** Exactly as long as a hash, so it is the first hash itself. */
  private static final byte[] NAME =
      "Noise_XX_25519_ChaChaPoly_SHA256".getBytes(StandardCharsets.US_ASCII);

  private static final int HASH_BYTES = 32;
  private static final byte[] NOTHING = new byte[0];

  private byte[] chainingKey = NAME.clone();
  private byte[] hash = NAME.clone();
  private Optional<ChaChaPoly> cipher = Optional.empty();
  private long counter;

  SymmetricState(byte[] prologue) {
    mixHash(prologue);
  }

  byte[] hash() {
    return hash;
  }

  void mixHash(byte[] bytes) {
    hash = Sha256.digest(hash, bytes);
  }

  void mixKey(byte[] secret) {
    byte[] keys = Hkdf.derive(secret, chainingKey, NOTHING, 2 * HASH_BYTES);
    chainingKey = Arrays.copyOf(keys, HASH_BYTES);
    cipher = Optional.of(new ChaChaPoly(Arrays.copyOfRange(keys, HASH_BYTES, keys.length)));
    counter = 0;
    Secrets.wipe(keys, secret);
  }

  byte[] encryptAndHash(byte[] plain) {
    if (cipher.isEmpty()) {
      mixHash(plain);
      return plain;
    }
    byte[] sealed = new byte[plain.length + ChaChaPoly.TAG_BYTES];
    cipher.get().seal(counter++, hash, ByteBuffer.wrap(plain), ByteBuffer.wrap(sealed));
    mixHash(sealed);
    return sealed;
  }

  byte[] decryptAndHash(byte[] sealed) throws HandshakeException {
    if (cipher.isEmpty()) {
      mixHash(sealed);
      return sealed;
    }
    byte[] plain = new byte[Math.max(0, sealed.length - ChaChaPoly.TAG_BYTES)];
    boolean opened =
        cipher.get().open(counter++, hash, ByteBuffer.wrap(sealed), ByteBuffer.wrap(plain));
    mixHash(sealed);
    return HandshakeException.authentic(opened ? Optional.of(plain) : Optional.empty());
  }

  /** Ends the handshake: the cipher of the initiator's direction, then that of the responder's. */
  NoiseCipher[] split() {
    byte[] keys = Hkdf.derive(NOTHING, chainingKey, NOTHING, 2 * HASH_BYTES);
    NoiseCipher first = new NoiseCipher(Arrays.copyOf(keys, HASH_BYTES));
    NoiseCipher second = new NoiseCipher(Arrays.copyOfRange(keys, HASH_BYTES, keys.length));
    Secrets.wipe(keys, chainingKey);
    return new NoiseCipher[] {first, second};
  }
}
