/**
 * Connections: sockets, the upgrade of each to an authenticated and multiplexed one, and streams
 * with their negotiated protocol. Knows of no protocol above streams and keeps no peers. Rules: the
 * connection part of the libp2p specification and docs/p2p.md.
 */
@NullMarked
package network.clawnet.p2p.transport;

import org.jspecify.annotations.NullMarked;
