/**
 * The TCP transport: sockets dialed and accepted, names looked up. Knows nothing of what runs over
 * a socket but that it is upgraded. Rules: the multiaddress specification and docs/p2p.md.
 */
@NullMarked
package network.clawnet.p2p.transport.tcp;

import org.jspecify.annotations.NullMarked;
