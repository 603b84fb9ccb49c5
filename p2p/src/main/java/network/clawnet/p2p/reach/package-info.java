/**
 * Under which addresses we can be reached, and which told addresses may be believed or must be
 * looked up. Knows no connection. Source: libp2p specifications, identify and addressing.
 */
@NullMarked
package network.clawnet.p2p.reach;

import org.jspecify.annotations.NullMarked;
