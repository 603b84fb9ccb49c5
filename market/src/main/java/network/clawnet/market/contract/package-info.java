/**
 * Service contracts: a paper that two sides negotiate and sign, then work in milestones, each paid
 * for by itself. Knows no listing, no storage, network or clock but the block's. Rules:
 * docs/protocol/contract.md.
 */
@NullMarked
package network.clawnet.market.contract;

import org.jspecify.annotations.NullMarked;
