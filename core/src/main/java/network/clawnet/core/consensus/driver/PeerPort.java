package network.clawnet.core.consensus.driver;

import java.util.List;
import network.clawnet.core.consensus.message.ConsensusMessage;
import network.clawnet.core.crypto.PublicKey;

/** What consensus asks of the network. Every method returns at once; loss is allowed. */
public interface PeerPort {
  void send(List<PublicKey> to, ConsensusMessage message);

  /** A validator claims to be so far ahead that block sync must run. */
  void catchUp(PublicKey from, long epoch, long height);

  /** The peer sent what no honest validator sends. */
  void penalize(PublicKey peer, String reason);
}
