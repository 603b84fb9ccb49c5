package network.clawnet.core.consensus.channel;

import network.clawnet.core.consensus.vote.SignatureCheck;
import network.clawnet.core.crypto.Entropy;
import network.clawnet.core.crypto.Hash;
import network.clawnet.core.crypto.SigningKey;

/**
 * What channels are built with.
 *
 * @param chainId hash of the genesis document
 * @param key the consensus key; it signs proofs and announcements here, never a vote
 * @param check verifies what others sign
 * @param maxBodyBytes largest block body, in bytes; a rule of the chain
 * @param entropy a secure random source
 */
public record ChannelSettings(
    Hash chainId, SigningKey key, SignatureCheck check, int maxBodyBytes, Entropy entropy) {
  /** Digits of the chain id that keep protocols and topics of networks apart. */
  private static final int NAME_CHARS = 8;

  /** Returns the id of the stream protocol. */
  public String protocol() {
    return "/clawnet/" + chainId.hex().substring(0, NAME_CHARS) + "/consensus/1";
  }

  /** Returns the name of the topic of announcements. */
  public String topic() {
    return "/clawnet/" + chainId.hex().substring(0, NAME_CHARS) + "/validators/1";
  }
}
