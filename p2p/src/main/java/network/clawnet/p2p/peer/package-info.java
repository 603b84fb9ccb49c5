/**
 * Names of peers in the libp2p world. Knows keys and bytes, nothing of the ledger. Rules: libp2p
 * specification, peer-ids.
 */
@NullMarked
package network.clawnet.p2p.peer;

import org.jspecify.annotations.NullMarked;
