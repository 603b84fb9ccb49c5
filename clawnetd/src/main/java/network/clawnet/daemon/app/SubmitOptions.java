package network.clawnet.daemon.app;

import java.time.Duration;
import java.util.Optional;
import network.clawnet.core.crypto.Hash;
import org.jspecify.annotations.Nullable;

/**
 * How to submit, apart from what.
 *
 * @param passphrase opens the issuer's key for this one event; null: the account must be unlocked
 * @param idempotency a retry with the same key and digest gets the first call's event
 * @param waitFor how long to wait for finality; absent: answer once admitted and durable here
 */
public record SubmitOptions(
    Caller caller,
    char @Nullable [] passphrase,
    Optional<Idempotency> idempotency,
    Optional<Duration> waitFor) {

  /**
   * A caller's name for one action.
   *
   * @param key 1 to 128 visible ASCII characters
   * @param digest SHA-256 of method, path and body: same key, other digest is {@code
   *     IDEMPOTENCY_MISMATCH}
   */
  public record Idempotency(String key, Hash digest) {}
}
