package network.clawnet.wallet.keystore;

import java.util.LinkedHashMap;
import java.util.Map;
import network.clawnet.core.crypto.Secrets;

/** The file keys that one passphrase gives, each derived once and zeroed at the end. */
final class Keyring implements AutoCloseable {
  private final Passphrase passphrase;
  private final Map<KeyDerivation, byte[]> keys = new LinkedHashMap<>();

  Keyring(Passphrase passphrase) {
    this.passphrase = passphrase;
  }

  /** Returns the key itself; blocks for the cost of the derivation the first time. */
  byte[] key(KeyDerivation derivation) {
    return keys.computeIfAbsent(derivation, it -> it.key(passphrase));
  }

  @Override
  public void close() {
    keys.values().forEach(Secrets::wipe);
  }
}
