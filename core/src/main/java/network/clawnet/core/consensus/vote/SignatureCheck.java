package network.clawnet.core.consensus.vote;

import network.clawnet.core.crypto.PublicKey;

/**
 * Verifies signatures of validators under the one signature rule. A pure function: the consensus
 * core calls it inside a step and caches what was good.
 */
@FunctionalInterface
public interface SignatureCheck {
  /** Returns true if the 64-byte signature of the message is valid for the key. */
  boolean verify(PublicKey key, byte[] message, byte[] signature);
}
