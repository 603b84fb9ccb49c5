/**
 * Reputation: what the ledger keeps of ended deals and reviews, and the score that follows from it
 * at a time. Knows no orders, no storage, network or clock but the times it is given. Rules:
 * docs/protocol/market.md, section 9.
 */
@NullMarked
package network.clawnet.market.reputation;

import org.jspecify.annotations.NullMarked;
