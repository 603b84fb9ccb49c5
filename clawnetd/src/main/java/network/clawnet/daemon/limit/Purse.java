package network.clawnet.daemon.limit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import network.clawnet.core.codec.ByteWriter;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.identity.Did;

/** Whose spending is counted together. Its name is the start of its rows' keys. */
record Purse(Hash id, Kind kind) {
  /** Where the time begins in a key. */
  static final int BYTES = 1 + Hash.BYTES;

  /** What is counted. */
  enum Kind {
    /** What leaves an account. */
    ACCOUNT(1, "the account's"),
    /** What leaves an account by a credential. */
    CREDENTIAL(2, "the credential's"),
    /** What an account gets from the faucet. */
    GIFTS(3, "the faucet's");

    private final int code;
    private final String owner;

    Kind(int code, String owner) {
      this.code = code;
      this.owner = owner;
    }

    String owner() {
      return owner;
    }
  }

  static Purse account(Did did) {
    return new Purse(Hash.of(did.key().bytes()), Kind.ACCOUNT);
  }

  static Purse credential(String id) {
    return new Purse(Hash.sha256(id.getBytes(StandardCharsets.UTF_8)), Kind.CREDENTIAL);
  }

  static Purse gifts(Did to) {
    return new Purse(Hash.of(to.key().bytes()), Kind.GIFTS);
  }

  /** Returns the purse of a row's key. */
  static Purse ofKey(byte[] key) {
    for (Kind kind : Kind.values()) {
      if (key[0] == kind.code) {
        return new Purse(Hash.of(Arrays.copyOfRange(key, 1, BYTES)), kind);
      }
    }
    throw new IllegalStateException("the node database holds spending of unknown kind " + key[0]);
  }

  byte[] key(long second) {
    return new ByteWriter(BYTES + 8).u8(kind.code).raw(id.bytes()).u64(second).toBytes();
  }
}
