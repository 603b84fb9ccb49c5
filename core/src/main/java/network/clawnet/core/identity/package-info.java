/**
 * Self-certifying names: DIDs and addresses of accounts, ids of peers. Knows keys and texts, not
 * the ledger and not the network. Rules: docs/protocol/encoding.md, section 4; libp2p
 * specification, peer-ids.
 */
@NullMarked
package network.clawnet.core.identity;

import org.jspecify.annotations.NullMarked;
