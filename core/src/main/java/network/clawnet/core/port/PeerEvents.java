package network.clawnet.core.port;

import java.util.List;
import network.clawnet.core.identity.PeerId;

/**
 * Hears of peers that come and go.
 *
 * <p>Calls come one at a time and in order, on a network thread: they return soon. Between a {@link
 * #connected} and its {@link #disconnected} a peer may have several connections; neither is told of
 * the second one.
 */
public interface PeerEvents {
  /** A peer has its first connection. */
  void connected(PeerId peer);

  /** A peer has said, or changed, what it speaks; always between connected and disconnected. */
  void identified(PeerId peer, List<String> protocols);

  /** A peer's last connection has ended. */
  void disconnected(PeerId peer);
}
