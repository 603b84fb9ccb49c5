package network.clawnet.core.consensus.step;

import network.clawnet.core.crypto.Hash;

/**
 * What a consensus core is built with.
 *
 * @param chainId hash of the genesis document
 * @param timing local timing policy
 * @param maxBodyBytes largest block body, in bytes; a rule of the chain
 * @param maxUncommitted how many final blocks may wait for {@link Input.Committed} before this node
 *     stops proposing; at least 1
 * @param seed seed of jitter and peer choice
 */
public record ConsensusConfig(
    Hash chainId, Timing timing, int maxBodyBytes, int maxUncommitted, long seed) {
  public ConsensusConfig {
    if (maxBodyBytes < 1 || maxUncommitted < 1) {
      throw new IllegalArgumentException("limits must be at least 1");
    }
  }
}
