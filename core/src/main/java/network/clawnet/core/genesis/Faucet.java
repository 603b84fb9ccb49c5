package network.clawnet.core.genesis;

import java.nio.charset.StandardCharsets;
import network.clawnet.core.crypto.Hkdf;
import network.clawnet.core.crypto.Secrets;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.identity.Did;

/**
 * An account whose key the network's first node holds and that gives Tokens away for trying out.
 *
 * @param account a genesis account; never a mint
 * @param maxPerRequest Tokens
 * @param maxPerDay Tokens that one account may receive in 24 hours
 */
public record Faucet(Did account, long maxPerRequest, long maxPerDay) {
  public Faucet {
    if (maxPerRequest < 1 || maxPerDay < maxPerRequest) {
      throw new IllegalArgumentException("faucet limits out of range");
    }
  }

  /**
   * Returns the key of the faucet that the founder of a local network has, the caller's to close.
   */
  public static SigningKey localKey(SigningKey founder) {
    byte[] seed = founder.seed();
    byte[] derived =
        Hkdf.derive(
            seed,
            new byte[0],
            "clawnet:local-faucet:v1".getBytes(StandardCharsets.US_ASCII),
            SigningKey.BYTES);
    try {
      return SigningKey.of(derived);
    } finally {
      Secrets.wipe(seed, derived);
    }
  }
}
