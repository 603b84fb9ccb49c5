/**
 * What a DHT node keeps for others: values and who provides what, both bounded and for a time.
 * Knows keys and peers, nothing of lookups or streams. Rules: libp2p specification, kad-dht,
 * sections content provider advertisement and record storage.
 */
@NullMarked
package network.clawnet.p2p.kad.record;

import org.jspecify.annotations.NullMarked;
