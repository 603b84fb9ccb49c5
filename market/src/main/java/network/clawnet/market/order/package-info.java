/**
 * Orders: one sale of info or one task in work, from the moment its money is locked to the moment
 * nothing of it is left. Knows no storage, network or clock but the block's. Rules:
 * docs/protocol/market.md, section 5.
 */
@NullMarked
package network.clawnet.market.order;

import org.jspecify.annotations.NullMarked;
