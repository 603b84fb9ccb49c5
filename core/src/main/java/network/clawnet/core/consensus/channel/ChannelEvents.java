package network.clawnet.core.consensus.channel;

import network.clawnet.core.consensus.frame.Farewell;
import network.clawnet.core.crypto.PublicKey;
import network.clawnet.core.identity.PeerId;

/** What an operator may want to read of channels. Called on the loop; returns soon. */
public interface ChannelEvents {
  /** A validator has proved its key. */
  void opened(PublicKey validator, PeerId peer);

  /** A channel has ended. */
  void closed(PublicKey validator, PeerId peer, Farewell why);

  /**
   * A stream ended without a channel.
   *
   * @param byPeer whether the other side said so
   */
  void refused(PeerId peer, Farewell why, boolean byPeer);

  /** A validator sent what no honest one sends; it is refused for some time. */
  void penalized(PublicKey validator, String why);
}
