/**
 * Owns what a block is: header, body, hash, and the Merkle tree over its items. Must not know
 * consensus, execution or storage, since light clients read blocks too. Rules:
 * docs/protocol/ledger.md, sections 2.2 and 4.5.
 */
@NullMarked
package network.clawnet.core.block;

import org.jspecify.annotations.NullMarked;
