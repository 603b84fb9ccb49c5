/**
 * The face of connections: authenticated, multiplexed, and their streams with an agreed protocol.
 * Knows of no protocol above streams, keeps no peers, and leaves it to others how bytes travel.
 * Rules: the connection part of the libp2p specification and docs/p2p.md.
 */
@NullMarked
package network.clawnet.p2p.transport;

import org.jspecify.annotations.NullMarked;
