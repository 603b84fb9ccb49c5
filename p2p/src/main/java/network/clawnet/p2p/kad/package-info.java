/**
 * The DHT on the host's streams: brings requests, answers and events to the machine and its effects
 * to peers. Must not know what the keys mean. Rules: libp2p specification, kad-dht; core.port
 * PeerFinder.
 */
@NullMarked
package network.clawnet.p2p.kad;

import org.jspecify.annotations.NullMarked;
