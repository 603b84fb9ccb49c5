package network.clawnet.p2p.transport;

import java.net.InetSocketAddress;
import network.clawnet.core.identity.PeerId;

/**
 * The owner of a transport's connections: says which are wanted, and takes those made. Called on
 * network threads; must return soon.
 */
public interface ConnectionGate {
  /**
   * Returns whether to go on with a socket that a stranger opened; called before any byte is read.
   */
  boolean admits(InetSocketAddress remote);

  /** Returns whether this peer, now proved, is wanted. */
  boolean admits(PeerId peer, InetSocketAddress remote, Direction direction);

  /**
   * Takes a connection that is ready, in either direction; its end is told by {@link
   * Connection#closed}.
   */
  void connected(Connection connection);

  /** Tells that an accepted socket was closed before it became a connection, and why. */
  void refused(InetSocketAddress remote, TransportException.Reason reason);
}
