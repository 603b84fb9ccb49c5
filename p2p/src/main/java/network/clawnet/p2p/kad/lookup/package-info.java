/**
 * The walk towards a key: whom to ask next, when it is over, and whom not to believe. Knows points
 * and peers, nothing of messages, streams or time. Rules: libp2p specification, kad-dht, section
 * lookups; S/Kademlia for the disjoint paths.
 */
@NullMarked
package network.clawnet.p2p.kad.lookup;

import org.jspecify.annotations.NullMarked;
