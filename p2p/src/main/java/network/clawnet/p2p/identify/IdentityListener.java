package network.clawnet.p2p.identify;

import network.clawnet.p2p.transport.Connection;

/** Hears what peers say of themselves. Called on the connection's thread; returns soon. */
public interface IdentityListener {
  /**
   * A peer has said something.
   *
   * @param pushed whether it said so without being asked; what is missing has then not changed
   */
  void identified(Connection connection, Identity identity, boolean pushed);

  /** A peer that was asked has said nothing that can be understood. */
  void unidentified(Connection connection, String why);

  /**
   * Returns whether a push of this connection is to be read; no resets it. For peers that push
   * without end.
   */
  boolean wantsPush(Connection connection);
}
