package network.clawnet.core.account;

import java.nio.ByteBuffer;
import network.clawnet.core.codec.DecodeException;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.units.Tokens;

/**
 * What the ledger keeps of one account.
 *
 * @param available Tokens that the account may spend
 * @param locked Tokens that stay the account's own while they are held: escrow, bids, stake
 * @param nonce of the account's last event; 0 before the first
 * @param lastOwn hash of that event, or zeros; what {@code prev} must name
 * @param eventCount events that touched the account in any role
 * @param eventChain folds every such event, so that a history can be checked for gaps: {@code
 *     H(eventChain ‖ eventHash ‖ role)}
 */
public record Account(
    Tokens available, Tokens locked, long nonce, Hash lastOwn, long eventCount, Hash eventChain) {
  public static final Account EMPTY =
      new Account(Tokens.ZERO, Tokens.ZERO, 0, Hash.ZERO, 0, Hash.ZERO);

  private static final int LAST_OWN_AT = 3 * 8;
  private static final int EVENT_COUNT_AT = LAST_OWN_AT + Hash.BYTES;
  private static final int EVENT_CHAIN_AT = EVENT_COUNT_AT + 8;
  private static final int BYTES = EVENT_CHAIN_AT + Hash.BYTES;

  public Account withAvailable(Tokens value) {
    return new Account(value, locked, nonce, lastOwn, eventCount, eventChain);
  }

  public Account withLocked(Tokens value) {
    return new Account(available, value, nonce, lastOwn, eventCount, eventChain);
  }

  Account withOwnEvent(long newNonce, Hash event) {
    return new Account(available, locked, newNonce, event, eventCount, eventChain);
  }

  Account touchedBy(Hash event, int role) {
    byte[] link = new byte[2 * Hash.BYTES + 1];
    eventChain.copyTo(link, 0);
    event.copyTo(link, Hash.BYTES);
    link[2 * Hash.BYTES] = (byte) role;
    Hash chain = Hash.sha256(link);
    return new Account(available, locked, nonce, lastOwn, eventCount + 1, chain);
  }

  byte[] encode() {
    byte[] out = new byte[BYTES];
    ByteBuffer words = ByteBuffer.wrap(out);
    words.putLong(0, available.value()).putLong(8, locked.value()).putLong(16, nonce);
    lastOwn.copyTo(out, LAST_OWN_AT);
    words.putLong(EVENT_COUNT_AT, eventCount);
    eventChain.copyTo(out, EVENT_CHAIN_AT);
    return out;
  }

  /**
   * Reads a stored account, for light clients too.
   *
   * @throws DecodeException if the bytes are not an account
   */
  public static Account decode(byte[] bytes) throws DecodeException {
    if (bytes.length != BYTES) {
      throw new DecodeException("an account has " + BYTES + " bytes, not " + bytes.length);
    }
    ByteBuffer words = ByteBuffer.wrap(bytes);
    long nonce = words.getLong(16);
    long eventCount = words.getLong(EVENT_COUNT_AT);
    if (nonce < 0 || eventCount < 0) {
      throw new DecodeException("64-bit value out of range");
    }
    return new Account(
        tokens(words.getLong(0)),
        tokens(words.getLong(8)),
        nonce,
        Hash.at(bytes, LAST_OWN_AT),
        eventCount,
        Hash.at(bytes, EVENT_CHAIN_AT));
  }

  private static Tokens tokens(long value) throws DecodeException {
    if (!Tokens.inRange(value)) {
      throw new DecodeException("amount out of range: " + value);
    }
    return new Tokens(value);
  }
}
