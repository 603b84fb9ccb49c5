package network.clawnet.core.account;

import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.event.Changes;
import network.clawnet.core.identity.Did;
import network.clawnet.core.state.StateKey;
import network.clawnet.core.state.StateView;
import network.clawnet.core.units.Tokens;

/**
 * Reads and moves balances. Every method that writes presumes that a check has passed: an overdraft
 * here is a bug and throws {@link ArithmeticException}.
 */
public final class Accounts {
  /** Module of the accounts; the key is the 32-byte public key. */
  public static final byte MODULE = 1;

  private Accounts() {}

  /** Returns the account, empty where the ledger knows none. */
  public static Account get(StateView view, Did did) {
    byte[] value = view.get(key(did));
    if (value == null) {
      return Account.EMPTY;
    }
    try {
      return Account.decode(value);
    } catch (DecodeException e) {
      throw new IllegalStateException("corrupt account " + did, e);
    }
  }

  public static StateKey key(Did did) {
    return StateKey.owning(MODULE, did.key().bytes());
  }

  public static void put(Changes changes, Did did, Account account) {
    changes.put(key(did), account.encode());
  }

  public static void credit(Changes changes, Did did, Tokens amount) {
    Account account = get(changes, did);
    put(changes, did, account.withAvailable(account.available().plus(amount)));
  }

  public static void debit(Changes changes, Did did, Tokens amount) {
    Account account = get(changes, did);
    put(changes, did, account.withAvailable(account.available().minus(amount)));
  }

  /** Moves Tokens from the account's available part to its locked part. */
  public static void lock(Changes changes, Did did, Tokens amount) {
    Account account = get(changes, did);
    put(
        changes,
        did,
        account
            .withAvailable(account.available().minus(amount))
            .withLocked(account.locked().plus(amount)));
  }

  /** Moves Tokens from the account's locked part back to its available part. */
  public static void unlock(Changes changes, Did did, Tokens amount) {
    Account account = get(changes, did);
    put(
        changes,
        did,
        account
            .withLocked(account.locked().minus(amount))
            .withAvailable(account.available().plus(amount)));
  }

  /** Takes Tokens out of the account's locked part; the caller credits them elsewhere. */
  public static void takeLocked(Changes changes, Did did, Tokens amount) {
    Account account = get(changes, did);
    put(changes, did, account.withLocked(account.locked().minus(amount)));
  }

  static void touch(Changes changes, Did did, Hash event, int role) {
    put(changes, did, get(changes, did).touchedBy(event, role));
  }
}
