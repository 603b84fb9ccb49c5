/**
 * Listings: standing offers of info, capabilities and tasks, which their owners publish, change and
 * withdraw and which expire. Knows no orders or leases, no storage, network or clock but the
 * block's. Rules: docs/protocol/market.md, section 4.
 */
@NullMarked
package network.clawnet.market.listing;

import org.jspecify.annotations.NullMarked;
