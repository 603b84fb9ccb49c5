/**
 * Addresses of peers that say how to reach them, in text and in binary. Knows names and numbers,
 * resolves nothing and dials nothing. Rules: multiformats multiaddr; the table of its protocols.
 */
@NullMarked
package network.clawnet.p2p.multiaddr;

import org.jspecify.annotations.NullMarked;
