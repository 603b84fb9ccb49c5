/**
 * What is above a byte stream to make a connection of it, the same for every transport: the upgrade
 * by Noise and yamux, and the streams of the connection. Knows no addresses and no sockets but
 * Netty's channel. Rules: the connection part of the libp2p specification and docs/p2p.md.
 */
@NullMarked
package network.clawnet.p2p.transport.link;

import org.jspecify.annotations.NullMarked;
