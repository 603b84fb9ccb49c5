/**
 * Assembly of the market rules for a chain's rule book. Knows no storage, network or clock. Rules:
 * docs/protocol/market.md.
 */
@NullMarked
package network.clawnet.market;

import org.jspecify.annotations.NullMarked;
