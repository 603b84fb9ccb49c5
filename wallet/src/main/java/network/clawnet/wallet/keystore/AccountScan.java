package network.clawnet.wallet.keystore;

import java.util.function.Predicate;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;
import network.clawnet.wallet.mnemonic.Mnemonic;

/** Finds out how many accounts words had, by asking for each whether the network has seen it. */
public final class AccountScan {
  /** How many unseen accounts in a row end the scan. */
  public static final int GAP = 20;

  private AccountScan() {}

  /**
   * Returns the number of accounts to recover: up to the last seen one, at least 1 and at most
   * {@link KeyStore#MAX_ACCOUNTS}.
   *
   * @param seen whether the ledger has an account of that DID
   */
  public static int accounts(Mnemonic words, Predicate<Did> seen) {
    int accounts = 1;
    for (int i = 0; i < KeyStore.MAX_ACCOUNTS && i < accounts + GAP; i++) {
      try (SigningKey key = words.account(i)) {
        if (seen.test(new Did(key.publicKey()))) {
          accounts = i + 1;
        }
      }
    }
    return accounts;
  }
}
