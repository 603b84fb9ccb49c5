package network.clawnet.wallet.keystore;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.clawnet.core.crypto.Aead;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.Hmac;
import network.clawnet.core.crypto.Secrets;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;

/**
 * Account keys whose passphrase was right once in the life of this process, sealed in memory under
 * a keyed hash of that passphrase: the second time costs a hash instead of Argon2. One owner thread
 * at a time.
 */
final class RememberedKeys {
  private final byte[] processKey;
  private final Entropy entropy;
  private final Map<Did, Entry> entries = new TreeMap<>();

  /** A key, and the file that it came from. */
  private record Entry(String stamp, byte[] sealed) {}

  RememberedKeys(Entropy entropy) {
    this.entropy = entropy;
    processKey = entropy.bytes(32);
  }

  void remember(Did did, String stamp, Passphrase passphrase, SigningKey key) {
    byte[] hash = hash(did, passphrase);
    byte[] seed = key.seed();
    entries.put(did, new Entry(stamp, Aead.seal(hash, entropy, new byte[0], seed)));
    Secrets.wipe(hash, seed);
  }

  /**
   * Returns the key if this passphrase was right before and the file is still the same; the caller
   * destroys it.
   */
  Optional<SigningKey> recall(Did did, String stamp, Passphrase passphrase) {
    Entry entry = entries.get(did);
    if (entry == null || !entry.stamp().equals(stamp)) {
      return Optional.empty();
    }
    byte[] hash = hash(did, passphrase);
    Optional<byte[]> seed = Aead.open(hash, new byte[0], entry.sealed());
    Secrets.wipe(hash);
    Optional<SigningKey> key = seed.map(SigningKey::of);
    seed.ifPresent(Secrets::wipe);
    return key;
  }

  void forgetAll() {
    entries.clear();
  }

  private byte[] hash(Did did, Passphrase passphrase) {
    return Hmac.sha256(processKey, did.key().bytes(), passphrase.bytes());
  }
}
