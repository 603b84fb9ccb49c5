/**
 * Owns the questions about markets: listings, bids, orders, leases, arbiters and reputation. Must
 * not know how they are asked or stored. Rules: docs/protocol/market.md.
 */
@NullMarked
package network.clawnet.daemon.app.market;

import org.jspecify.annotations.NullMarked;
