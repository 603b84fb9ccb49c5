package network.clawnet.daemon.submit;

import java.util.concurrent.CompletableFuture;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;
import org.jspecify.annotations.Nullable;

/** The only path to an account's key. */
@FunctionalInterface
public interface KeyAccess {
  /**
   * Returns the key, at once if the account is unlocked.
   *
   * @param passphrase null: the account must be unlocked
   * @return fails with {@code Refused}: {@code ACCOUNT_NOT_FOUND}, {@code ACCOUNT_LOCKED}, {@code
   *     PASSPHRASE_WRONG}, {@code RATE_LIMITED}
   */
  CompletableFuture<SigningKey> open(Did did, char @Nullable [] passphrase);
}
