package network.clawnet.wallet.keystore;

import java.time.Instant;
import network.clawnet.core.identity.Did;

/**
 * What is known of an account without its passphrase.
 *
 * @param index place in the wallet's derivation, or {@link #IMPORTED}
 * @param created in whole milliseconds
 */
public record AccountEntry(int index, Did did, Instant created) {
  /** The index of a key that was not derived from the wallet's words. */
  public static final int IMPORTED = -1;

  public boolean isImported() {
    return index == IMPORTED;
  }
}
