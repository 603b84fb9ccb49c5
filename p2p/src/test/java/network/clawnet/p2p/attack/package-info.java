/**
 * Attacks on a real host over real sockets while honest nodes talk across it: who does it is cut
 * off with a counted reason, memory stays bounded, and the honest notice nothing. Knows no layer
 * from inside. Rules and figures: docs/p2p.md.
 */
@NullMarked
package network.clawnet.p2p.attack;

import org.jspecify.annotations.NullMarked;
