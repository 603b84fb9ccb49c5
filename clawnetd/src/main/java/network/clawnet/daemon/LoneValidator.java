package network.clawnet.daemon;

import java.util.List;
import network.clawnet.core.consensus.driver.PeerPort;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.crypto.PublicKey;

/** The network of a node that has none: there is nobody to send to and nobody to fear. */
final class LoneValidator implements PeerPort {
  @Override
  public void send(List<PublicKey> to, ConsensusMessage message) {
    throw new IllegalStateException("a lone validator has no peers to send to");
  }

  @Override
  public void catchUp(PublicKey from, long epoch, long height) {
    throw new IllegalStateException("a lone validator has no peers to learn from");
  }

  @Override
  public void penalize(PublicKey peer, String reason) {
    throw new IllegalStateException("a lone validator has no peers to punish");
  }
}
