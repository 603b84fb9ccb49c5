package network.clawnet.daemon.app;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import network.clawnet.core.codec.Json;
import network.clawnet.core.identity.Did;

/**
 * The accounts whose keys this node holds. Callable from any thread; what opens a key runs on the
 * implementation's own bounded executor, because it costs 64 MiB and much time.
 *
 * <p>Refusals: {@code ACCOUNT_NOT_FOUND}, {@code PASSPHRASE_WRONG}, {@code RATE_LIMITED} after too
 * many wrong ones, {@code ACCOUNT_LOCKED}, {@code INVALID_REQUEST} for a passphrase that is too
 * short. No method ever returns a raw key. Implementations wipe passphrases after use.
 */
public interface AccountKeys {
  /**
   * An account of this node.
   *
   * @param index derivation index under the mnemonic
   * @param created epoch milliseconds
   * @param unlockedUntil epoch milliseconds; absent while unlocked means until locked or exit
   */
  record Account(
      Did did,
      int index,
      Optional<String> name,
      long created,
      boolean unlocked,
      OptionalLong unlockedUntil,
      boolean isDefault) {}

  /** Returns the node's own account, which stands in where a call names none. */
  Did own();

  List<Account> list() throws IOException;

  /** Derives the next account; the passphrase must be that of the node's accounts. */
  CompletableFuture<Account> create(Caller caller, char[] passphrase, Optional<String> name);

  /**
   * Unlocks an account.
   *
   * @param duration absent: until {@link #lock} or exit
   */
  CompletableFuture<Account> unlock(
      Caller caller, Did did, char[] passphrase, Optional<Duration> duration);

  /**
   * Forgets unlocked keys.
   *
   * @param did absent: all
   * @return the accounts that were unlocked until now
   */
  List<Did> lock(Caller caller, Optional<Did> did) throws Refused;

  /** Re-encrypts every key; returns how many. All or none. */
  CompletableFuture<Integer> changePassphrase(Caller caller, char[] oldOne, char[] newOne);

  /** Returns one key file, encrypted with another passphrase. */
  CompletableFuture<Json.Obj> export(
      Caller caller, Did did, char[] passphrase, char[] exportPassphrase);

  /**
   * Takes over a key that {@link #export} of another node returned. Refusals besides: {@code
   * CONFLICT} if the key is here already or the wallet is full.
   *
   * @param keyPassphrase opens {@code key}
   * @param passphrase that of the node's accounts
   */
  CompletableFuture<Account> importKey(
      Caller caller, Json.Obj key, char[] keyPassphrase, char[] passphrase);

  /**
   * Signs another party's payload as a consent.
   *
   * @param intent issuer is the account that consents; nonce, fee and prev are absent
   * @return 64 bytes, as {@code Cosign} carries them
   */
  CompletableFuture<byte[]> cosign(Intent intent, SubmitOptions options);
}
