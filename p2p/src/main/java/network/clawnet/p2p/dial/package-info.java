/**
 * Which addresses of a peer are tried when: order, delays, back-off, how many at once. Pure
 * machines with the time passed in; they open no socket. Source: libp2p's dial ranking (delays and
 * back-off).
 */
@NullMarked
package network.clawnet.p2p.dial;

import org.jspecify.annotations.NullMarked;
