/**
 * What the host offers to the protocols that live inside it, such as gossip and the hash table:
 * streams, events, timers, and what is known of peers. Knows none of these protocols, so that the
 * host can assemble them without a cycle. Rules: docs/architecture.md.
 */
@NullMarked
package network.clawnet.p2p.service;

import org.jspecify.annotations.NullMarked;
