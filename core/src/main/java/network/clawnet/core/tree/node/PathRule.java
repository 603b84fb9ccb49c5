package network.clawnet.core.tree.node;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.Sha256;

/** Places a key in the tree. The network has one rule; tests cluster paths with another. */
@FunctionalInterface
public interface PathRule {
  /** Module byte, then bytes 1 to 31 of the key's SHA-256. Source: ledger.md A16. */
  PathRule SHA_256 =
      (module, key, path) -> {
        MessageDigest digest = Sha256.threadDigest();
        digest.update(key);
        try {
          digest.digest(path, 0, Hash.BYTES);
        } catch (DigestException e) {
          throw new IllegalStateException(e);
        }
        path[0] = module;
      };

  /** Writes the 32 bytes of the key's path. */
  void path(byte module, byte[] key, byte[] path);

  /** Returns the 64 bits after the module byte, which order and place an entry. */
  static long bits(byte[] path) {
    return ByteBuffer.wrap(path).getLong(1);
  }
}
