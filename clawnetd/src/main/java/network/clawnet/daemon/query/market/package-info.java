/**
 * Owns the lists of listings, bids, orders, leases and reviews that follow from final blocks, and
 * the answers that are read from them. Must not know HTTP, and writes nothing but its own rows.
 * What is listed is specified in docs/protocol/market.md; the rows are this node's own.
 */
@NullMarked
package network.clawnet.daemon.query.market;

import org.jspecify.annotations.NullMarked;
