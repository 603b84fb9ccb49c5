/**
 * Many streams over one connection: yamux as a machine that takes bytes and gives events and bytes.
 * Knows no sockets, clocks, threads or protocols above it. Rules: the yamux specification of libp2p
 * and docs/p2p.md.
 */
@NullMarked
package network.clawnet.p2p.mux;

import org.jspecify.annotations.NullMarked;
