/**
 * Arbiters: who has staked a seat and who is drawn for a deal. Knows no orders, no storage, network
 * or clock but the block's. Rules: docs/protocol/market.md, section 6.
 */
@NullMarked
package network.clawnet.market.arbiter;

import org.jspecify.annotations.NullMarked;
