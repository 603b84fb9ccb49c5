package network.clawnet.core.consensus.vote;

import network.clawnet.core.crypto.PublicKey;

/** The consensus key. Only {@code VoteBook} calls {@link #sign}. */
public interface VoteSigner {
  /** Returns the key that verifies what this signs. */
  PublicKey publicKey();

  /**
   * Returns the Ed25519 signature of the bytes; the same bytes always give the same signature.
   *
   * <p>Called on the consensus thread; must not block for long.
   */
  byte[] sign(byte[] message);
}
