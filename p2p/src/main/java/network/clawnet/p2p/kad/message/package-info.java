/**
 * The messages of kad-dht and their bytes. Knows no table, no peer's state and no stream. Rules:
 * libp2p specification, kad-dht, section RPC messages.
 */
@NullMarked
package network.clawnet.p2p.kad.message;

import org.jspecify.annotations.NullMarked;
