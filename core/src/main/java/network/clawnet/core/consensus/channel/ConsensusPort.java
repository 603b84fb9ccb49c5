package network.clawnet.core.consensus.channel;

import network.clawnet.core.consensus.step.Input;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;

/** What the channels tell the node. Every method returns at once. */
public interface ConsensusPort {
  /**
   * A validator's message, for the consensus core. Called on the loop.
   *
   * @return false if it was dropped because too much waits
   */
  boolean received(Input.Received message);

  /**
   * A validator claims to be so far ahead that block sync must run. A claim only. Called on the
   * loop.
   *
   * @param peer who holds that validator's channel
   */
  void ahead(PublicKey validator, PeerId peer, long epoch, long height);
}
