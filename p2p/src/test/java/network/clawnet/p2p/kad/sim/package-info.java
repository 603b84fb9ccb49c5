/**
 * Whole DHTs in one thread: thousands of the real machines on the seeded network, with dead, lying
 * and sybil peers among them. Must not know sockets. Rules: libp2p specification, kad-dht; issue of
 * the p2p host, section simulation.
 */
@NullMarked
package network.clawnet.p2p.kad.sim;

import org.jspecify.annotations.NullMarked;
