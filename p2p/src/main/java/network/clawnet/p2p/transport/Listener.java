package network.clawnet.p2p.transport;

import network.clawnet.p2p.multiaddr.Multiaddr;

/** An address at which connections are accepted. Any thread. */
public interface Listener {
  /** Returns the address with the port that was taken; the host may be the unspecified one. */
  Multiaddr address();

  /** Accepts no more; connections made stay. */
  void close();
}
