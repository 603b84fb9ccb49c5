/**
 * What all market rules share: terms, fees, the movements of locked money, who counts as one party,
 * and the shape of a rule. Knows no listing, order or lease, no storage, network or clock but the
 * block's. Rules: docs/protocol/market.md, sections 1 and 2.
 */
@NullMarked
package network.clawnet.market.kernel;

import org.jspecify.annotations.NullMarked;
