package network.clawnet.daemon.validator;

import network.clawnet.core.config.Network;
import network.clawnet.core.consensus.epoch.ConsensusCore;
import network.clawnet.core.consensus.step.ConsensusConfig;
import network.clawnet.core.consensus.step.Timing;
import network.clawnet.core.consensus.vote.VoteSigner;
import network.clawnet.core.crypto.Ed25519;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.crypto.SigningKey;
import network.clawnet.core.genesis.Genesis;

/**
 * How this node takes part in consensus: how patiently, how far ahead of its disk, by which key.
 */
public final class ConsensusTerms {
  /** Final blocks that may wait to be written before this node stops proposing. */
  private static final int MAX_UNCOMMITTED = 4;

  private ConsensusTerms() {}

  /** Returns a core that has done nothing yet. */
  public static ConsensusCore core(Genesis genesis, SigningKey key) {
    return new ConsensusCore(config(genesis, key.publicKey()), signer(key), Ed25519::verify);
  }

  private static ConsensusConfig config(Genesis genesis, PublicKey key) {
    return new ConsensusConfig(
        genesis.chainId(),
        timing(genesis),
        genesis.params().block().maxBytes(),
        MAX_UNCOMMITTED,
        key.hashCode());
  }

  /** A network on one machine has short delays. */
  static Timing timing(Genesis genesis) {
    boolean local = genesis.network().equals(Network.LOCAL.text());
    return local ? Timing.machine() : Timing.network();
  }

  private static VoteSigner signer(SigningKey key) {
    return new VoteSigner() {
      @Override
      public PublicKey publicKey() {
        return key.publicKey();
      }

      @Override
      public byte[] sign(byte[] message) {
        return key.sign(message);
      }
    };
  }
}
