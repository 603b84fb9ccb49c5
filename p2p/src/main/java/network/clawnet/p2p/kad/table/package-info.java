/**
 * The 256-bit key space of the DHT and the table of peers known in it. Knows peers and addresses,
 * nothing of messages, streams or time sources. Rules: libp2p specification, kad-dht, and the
 * diversity limits of go-libp2p-kad-dht.
 */
@NullMarked
package network.clawnet.p2p.kad.table;

import org.jspecify.annotations.NullMarked;
