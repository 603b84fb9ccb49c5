/**
 * Gossip routers by the hundred in one thread, honest ones and others, with what reached whom.
 * Knows routers and the seeded network, no stream and no clock. Rules: libp2p.md, section 9.10,
 * tests.
 */
@NullMarked
package network.clawnet.p2p.gossip.sim;

import org.jspecify.annotations.NullMarked;
