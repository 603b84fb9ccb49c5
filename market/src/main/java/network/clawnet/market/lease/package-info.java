/**
 * Leases: a capability rented by the unit, metered by both sides, or by the period. Knows no
 * storage, network or clock but the block's. Rules: docs/protocol/market.md, section 7.
 */
@NullMarked
package network.clawnet.market.lease;

import org.jspecify.annotations.NullMarked;
