package network.clawnet.daemon.signer;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import network.clawnet.core.codec.Hex;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.Secrets;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;

/**
 * Keys that only components of this process use, for example the faucet's. Each opens by a random
 * pass that is made here and never leaves the process, so no caller from outside can name such a
 * key. Any thread.
 */
public final class InternalKeys {
  private static final int PASS_BYTES = 32;

  private final Entropy entropy;
  private final Map<Did, Held> keys = new ConcurrentHashMap<>();

  private record Held(SigningKey key, byte[] pass) {}

  /**
   * @param entropy a secure random source
   */
  public InternalKeys(Entropy entropy) {
    this.entropy = entropy;
  }

  /** Takes a copy of the key; returns the pass that stands in for a passphrase. */
  public char[] add(SigningKey key) {
    char[] pass = Hex.encode(entropy.bytes(PASS_BYTES)).toCharArray();
    keys.put(new Did(key.publicKey()), new Held(key.copy(), Secrets.utf8(pass)));
    return pass;
  }

  /** Returns a copy of the key if the pass is the right one. */
  Optional<SigningKey> open(Did did, byte[] pass) {
    Held held = keys.get(did);
    return held != null && Secrets.equal(held.pass(), pass)
        ? Optional.of(held.key().copy())
        : Optional.empty();
  }

  /** Destroys the keys. */
  void close() {
    keys.values().forEach(it -> it.key().destroy());
    keys.clear();
  }
}
