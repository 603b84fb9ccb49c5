/**
 * Owns the tests against other implementations of libp2p, run as processes of their own. Must not
 * know how our side works inside: it is driven as other modules drive it. What the peers can be
 * told is specified in interop/README.md.
 */
@NullMarked
package network.clawnet.p2p.interop;

import org.jspecify.annotations.NullMarked;
