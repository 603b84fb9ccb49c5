/**
 * The replicated state as a compressed sparse Merkle tree: one root for any set of keys and values,
 * deltas for blocks that are not final, proofs for those who hold only the root. Knows bytes and a
 * key-value store, not what a value means. Rules: docs/protocol/state.md.
 */
@NullMarked
package network.clawnet.core.tree;

import org.jspecify.annotations.NullMarked;
