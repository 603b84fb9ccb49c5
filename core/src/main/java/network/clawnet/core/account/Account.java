package network.clawnet.core.account;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;

/**
 * What the ledger keeps of one account: what it may spend, what it has locked, its nonce, and the
 * chain of the events that touched it. Immutable.
 *
 * <p>Holds the stored bytes and reads a field when it is asked for: a transfer looks at each
 * account several times and at few fields.
 */
public final class Account {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int AVAILABLE_AT = 0;
  private static final int LOCKED_AT = 8;
  private static final int NONCE_AT = 16;
  private static final int LAST_OWN_AT = 24;
  private static final int EVENT_COUNT_AT = LAST_OWN_AT + Hash.BYTES;
  private static final int EVENT_CHAIN_AT = EVENT_COUNT_AT + 8;
  private static final int BYTES = EVENT_CHAIN_AT + Hash.BYTES;

  /** An account that no event has touched. */
  public static final Account EMPTY = new Account(new byte[BYTES]);

  private final byte[] bytes;

  private Account(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a stored account, for light clients too.
   *
   * @param bytes become the account's own: nobody may change them
   * @throws DecodeException if the bytes are not an account
   */
  public static Account decode(byte[] bytes) throws DecodeException {
    if (bytes.length != BYTES) {
      throw new DecodeException("an account has " + BYTES + " bytes, not " + bytes.length);
    }
    Account account = new Account(bytes);
    if (account.nonce() < 0 || account.eventCount() < 0) {
      throw new DecodeException("64-bit value out of range");
    }
    requireAmount(account.number(AVAILABLE_AT));
    requireAmount(account.number(LOCKED_AT));
    return account;
  }

  /** Returns the Tokens that the account may spend. */
  public Tokens available() {
    return new Tokens(number(AVAILABLE_AT));
  }

  /** Returns the Tokens that stay the account's own while they are held: escrow, bids, stake. */
  public Tokens locked() {
    return new Tokens(number(LOCKED_AT));
  }

  /** Returns the nonce of the account's last event; 0 before the first. */
  public long nonce() {
    return number(NONCE_AT);
  }

  /** Returns the hash of the account's last event, or zeros: what {@code prev} must name. */
  public Hash lastOwn() {
    return Hash.at(bytes, LAST_OWN_AT);
  }

  /** Returns the number of events that touched the account in any role. */
  public long eventCount() {
    return number(EVENT_COUNT_AT);
  }

  /**
   * Returns the fold of every such event, so that a history can be checked for gaps: {@code
   * H(eventChain ‖ eventHash ‖ role)}.
   */
  public Hash eventChain() {
    return Hash.at(bytes, EVENT_CHAIN_AT);
  }

  public Account withAvailable(Tokens value) {
    return with(AVAILABLE_AT, value.value());
  }

  public Account withLocked(Tokens value) {
    return with(LOCKED_AT, value.value());
  }

  Account withOwnEvent(long newNonce, Hash event) {
    Account next = with(NONCE_AT, newNonce);
    event.copyTo(next.bytes, LAST_OWN_AT);
    return next;
  }

  Account touchedBy(Hash event, int role) {
    byte[] link = new byte[2 * Hash.BYTES + 1];
    System.arraycopy(bytes, EVENT_CHAIN_AT, link, 0, Hash.BYTES);
    event.copyTo(link, Hash.BYTES);
    link[2 * Hash.BYTES] = (byte) role;
    Account next = with(EVENT_COUNT_AT, eventCount() + 1);
    Hash.sha256(link).copyTo(next.bytes, EVENT_CHAIN_AT);
    return next;
  }

  /** Returns the bytes to store, which nobody may change. */
  byte[] encode() {
    return bytes;
  }

  private Account with(int offset, long value) {
    byte[] next = bytes.clone();
    LONG.set(next, offset, value);
    return new Account(next);
  }

  private long number(int offset) {
    return (long) LONG.get(bytes, offset);
  }

  private static void requireAmount(long value) throws DecodeException {
    if (!Tokens.inRange(value)) {
      throw new DecodeException("amount out of range: " + value);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Account it && Arrays.equals(bytes, it.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "available " + available() + ", locked " + locked() + ", nonce " + nonce();
  }
}
