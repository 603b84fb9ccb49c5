/**
 * Ping, which every implementation uses to see whether a peer is alive, and perf, the common probe
 * of throughput. Knows nothing but one stream at a time. Source: libp2p specifications, ping and
 * perf.
 */
@NullMarked
package network.clawnet.p2p.ping;

import org.jspecify.annotations.NullMarked;
