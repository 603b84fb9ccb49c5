package network.clawnet.daemon.app;

import java.time.Duration;
import java.util.List;
import network.clawnet.core.identity.PeerId;
import network.clawnet.core.port.Ban;
import network.clawnet.core.port.PeerView;

/**
 * The other nodes that this one is connected to, and what the operator decides about them. Callable
 * from any thread; never blocks. Decisions outlive a restart.
 */
public interface Peers {
  /** Returns the connected peers, the longest connected first. */
  List<PeerView> connected();

  /** Returns the addresses of peers to which a connection is kept. */
  List<String> kept();

  /** Returns the bans in force, the one that ends first before the others. */
  List<Ban> bans();

  /** Returns the addresses under which others may reach this node, each ending in its id. */
  List<String> ownAddresses();

  /**
   * Keeps a connection to the peer at an address from now on.
   *
   * @throws Refused INVALID_REQUEST if the address cannot be used, OVERLOADED if too many are kept
   */
  PeerId keep(String address) throws Refused;

  /**
   * Forgets a peer and disconnects it.
   *
   * @throws Refused PEER_NOT_FOUND if nothing is known of it
   */
  void forget(PeerId peer) throws Refused;

  /** Disconnects a peer and refuses it for some time. */
  Ban ban(PeerId peer, Duration time, String why);

  /**
   * Ends a ban.
   *
   * @throws Refused PEER_NOT_FOUND if there is none
   */
  void unban(PeerId peer) throws Refused;
}
