package network.clawnet.wallet.keystore;

import java.nio.file.Path;
import java.time.InstantSource;
import network.clawnet.core.crypto.Argon2Cost;
import network.clawnet.core.crypto.Entropy;

/** Key files whose passphrase costs little, for tests of what stands on them. */
public final class CheapKeys {
  private static final Argon2Cost CHEAP = new Argon2Cost(8, 1, 1);
  private static final int WAIT_MILLIS = 500;

  private CheapKeys() {}

  public static KeyStore store(Path root, Entropy entropy, InstantSource clock) {
    return new KeyStore(
        new KeyDirectory(root, new LocalDisk(), WAIT_MILLIS), entropy, clock, CHEAP);
  }
}
