package network.clawnet.bench.load;

import java.nio.charset.StandardCharsets;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.Sha256;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;

/**
 * The accounts of a run, the same in every process: the first ones have keys and send, the others
 * are names that only receive, because five million key pairs would take minutes.
 *
 * @param accounts all of them
 */
public record Population(int accounts) {
  private static final int MAX_SENDERS = 100_000;
  private static final byte[] DOMAIN = "clawnet-bench:".getBytes(StandardCharsets.US_ASCII);

  /** Returns how many of them have keys. */
  public int senders() {
    return Math.min(accounts, MAX_SENDERS);
  }

  /** Returns the key of a sender. */
  public SigningKey key(int sender) {
    return SigningKey.of(seed(sender));
  }

  /** Returns the account of that number; senders come first. */
  public Did did(int number) {
    return number < senders()
        ? new Did(key(number).publicKey())
        : new Did(PublicKey.of(Sha256.digest(seed(number))));
  }

  private static byte[] seed(int number) {
    byte[] index = {
      (byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number
    };
    return Sha256.digest(DOMAIN, index);
  }
}
