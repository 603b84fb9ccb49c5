/**
 * Owns what a block is: header, body, hash, and the Merkle tree over its items. Must not know
 * consensus, execution or storage, since light clients read blocks too. Rules: docs/consensus.md.
 */
@NullMarked
package network.clawnet.core.block;

import org.jspecify.annotations.NullMarked;
