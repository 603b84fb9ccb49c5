package network.clawnet.daemon.signer;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import network.clawnet.core.identity.Did;
import network.clawnet.daemon.app.AppCodes;
import network.clawnet.daemon.app.Refused;
import network.clawnet.wallet.keystore.Access;
import network.clawnet.wallet.keystore.KeyFileException;
import network.clawnet.wallet.keystore.Passphrase;

/** Says in the words of the API why a key is not given. */
record KeyRefusals(InstantSource clock) {
  /** Returns what was granted. */
  <T> T granted(Did did, Access<T> access) throws Refused {
    if (access instanceof Access.Refused<T> refused) {
      throw refusal(did, refused.reason(), refused.retryAfter());
    }
    return ((Access.Granted<T>) access).value();
  }

  /** Returns the key that was taken over; which of two passphrases was wrong is not known. */
  <T> T imported(Did own, Access<T> access) throws Refused {
    if (access instanceof Access.Refused<T> refused
        && refused.reason() == Access.Reason.WRONG_PASSPHRASE) {
      throw new Refused(
          AppCodes.PASSPHRASE_WRONG,
          "a passphrase is wrong: \"keyPassphrase\" opens the key, \"passphrase\" " + own);
    }
    return granted(own, access);
  }

  static Refused unknown(Did did) {
    return new Refused(AppCodes.ACCOUNT_NOT_FOUND, "this node holds no key of " + did);
  }

  /** Returns a passphrase as typed, which is wiped. */
  static Passphrase passphrase(char[] typed) throws Refused {
    try {
      return Passphrase.of(typed);
    } catch (IllegalArgumentException e) {
      throw new Refused(AppCodes.INVALID_REQUEST, "the passphrase holds half a character");
    } finally {
      Arrays.fill(typed, '\0');
    }
  }

  /**
   * Returns the answer to a fault of the key files.
   *
   * @throws IOException if only the operator of the machine can help
   */
  static Refused of(KeyFileException fault) throws IOException {
    return switch (fault.code()) {
      case PASSPHRASE_TOO_SHORT ->
          new Refused(
              AppCodes.INVALID_REQUEST,
              "a passphrase has at least " + Passphrase.MIN_CHARACTERS + " characters");
      case NO_SEED ->
          new Refused(
              AppCodes.CONFLICT,
              "this wallet holds only imported keys: no further account can be derived");
      case TOO_MANY -> new Refused(AppCodes.CONFLICT, "the wallet is full");
      case BUSY ->
          new Refused(AppCodes.OVERLOADED, "another program uses the key files: try again soon");
      case BAD_IMPORT ->
          new Refused(
              AppCodes.INVALID_REQUEST, "\"key\" is not what POST /api/accounts/export returns");
      case ALREADY_EXISTS -> new Refused(AppCodes.CONFLICT, "this node holds the key already");
      case NO_SUCH_ACCOUNT, WRONG_PASSPHRASE, DAMAGED, FOREIGN_VERSION, EXPOSED, NODE_SECRET ->
          throw new IOException(fault.getMessage(), fault);
    };
  }

  private Refused refusal(Did did, Access.Reason reason, Duration retryAfter) {
    return switch (reason) {
      case WRONG_PASSPHRASE ->
          new Refused(AppCodes.PASSPHRASE_WRONG, "the passphrase does not open " + did);
      case NO_SUCH_ACCOUNT -> unknown(did);
      case LOCKED ->
          new Refused(
              AppCodes.ACCOUNT_LOCKED,
              did + " is locked: send its passphrase, or unlock it with: clawnet unlock");
      case RATE_LIMITED ->
          new Refused(
                  AppCodes.RATE_LIMITED,
                  "too many wrong passphrases: wait " + seconds(retryAfter) + " s")
              .with("retryAfter", seconds(retryAfter))
              .with("freeAt", clock.instant().plus(retryAfter).toEpochMilli());
    };
  }

  /** Returns whole seconds, rounded up. */
  private static long seconds(Duration time) {
    return time.plusNanos(999_999_999).toSeconds();
  }
}
