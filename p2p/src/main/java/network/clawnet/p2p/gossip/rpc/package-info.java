/**
 * What gossipsub peers say to each other: messages, their ids and signatures, control entries, and
 * their bounded form on the wire. Knows neither meshes nor scores nor streams. Rules: libp2p
 * specification, pubsub and gossipsub 1.0 to 1.2.
 */
@NullMarked
package network.clawnet.p2p.gossip.rpc;

import org.jspecify.annotations.NullMarked;
