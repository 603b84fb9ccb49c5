package network.clawnet.core.genesis;

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
}
