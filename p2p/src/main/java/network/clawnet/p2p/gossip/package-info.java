/**
 * Gossip on the host: streams to and from each peer, queues, threads for signatures, topics for the
 * node. Knows streams and threads, and leaves all decisions to the router. Rules: libp2p
 * specification, pubsub; docs/architecture.md.
 */
@NullMarked
package network.clawnet.p2p.gossip;

import org.jspecify.annotations.NullMarked;
