package network.clawnet.wallet.keystore;

import java.time.Duration;

/** What came of asking for a key: the thing asked for, or why not. */
public sealed interface Access<T> {
  /** Why not. */
  enum Reason {
    /** The passphrase does not open the account. */
    WRONG_PASSPHRASE,
    /** Too many wrong passphrases; nothing was tried. */
    RATE_LIMITED,
    /** No key of this DID is here. */
    NO_SUCH_ACCOUNT,
    /** No passphrase was given and the account is not unlocked. */
    LOCKED
  }

  /** The thing itself. */
  record Granted<T>(T value) implements Access<T> {}

  /**
   * Not granted.
   *
   * @param retryAfter when a passphrase may be tried again; zero unless RATE_LIMITED
   */
  record Refused<T>(Reason reason, Duration retryAfter) implements Access<T> {}

  /** Refuses for a reason that time does not change. */
  static <T> Access<T> refused(Reason reason) {
    return new Refused<>(reason, Duration.ZERO);
  }
}
