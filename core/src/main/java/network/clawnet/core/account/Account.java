package network.clawnet.core.account;

import network.clawnet.core.codec.ByteReader;
import network.clawnet.core.codec.ByteWriter;
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

  private static final int BYTES = 4 * 8 + 2 * Hash.BYTES;

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
    Hash chain = Hash.sha256(eventChain.bytes(), event.bytes(), new byte[] {(byte) role});
    return new Account(available, locked, nonce, lastOwn, eventCount + 1, chain);
  }

  byte[] encode() {
    return new ByteWriter(BYTES)
        .u64(available.value())
        .u64(locked.value())
        .u64(nonce)
        .raw(lastOwn.bytes())
        .u64(eventCount)
        .raw(eventChain.bytes())
        .toBytes();
  }

  /**
   * Reads a stored account, for light clients too.
   *
   * @throws DecodeException if the bytes are not an account
   */
  public static Account decode(byte[] bytes) throws DecodeException {
    ByteReader in = new ByteReader(bytes);
    Tokens available = tokens(in.u64());
    Tokens locked = tokens(in.u64());
    long nonce = in.u64();
    Hash lastOwn = Hash.of(in.raw(Hash.BYTES));
    long eventCount = in.u64();
    Hash eventChain = Hash.of(in.raw(Hash.BYTES));
    in.end();
    return new Account(available, locked, nonce, lastOwn, eventCount, eventChain);
  }

  private static Tokens tokens(long value) throws DecodeException {
    if (!Tokens.inRange(value)) {
      throw new DecodeException("amount out of range: " + value);
    }
    return new Tokens(value);
  }
}
