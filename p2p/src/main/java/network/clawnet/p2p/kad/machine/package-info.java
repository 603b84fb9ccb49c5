/**
 * A node of the DHT as a step machine: it answers requests, keeps its table alive, walks towards
 * keys and announces what it provides. Must not know streams, clocks or what the keys mean. Rules:
 * libp2p specification, kad-dht.
 */
@NullMarked
package network.clawnet.p2p.kad.machine;

import org.jspecify.annotations.NullMarked;
