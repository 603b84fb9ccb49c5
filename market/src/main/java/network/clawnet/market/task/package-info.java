/**
 * Tasks: bids on work, and how a task finds its worker; from then on it is an order. Knows no
 * storage, network or clock but the block's. Rules: docs/protocol/market.md, section 5.
 */
@NullMarked
package network.clawnet.market.task;

import org.jspecify.annotations.NullMarked;
