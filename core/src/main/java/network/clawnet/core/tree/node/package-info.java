/**
 * Owns the rules of the tree that need nothing stored: paths and ranges of them, the hashes of
 * leaves and nodes, how paths are cut into buckets. Must not know buckets' bytes or a store. Rules:
 * docs/protocol/state.md, sections 1 and 3.
 */
@NullMarked
package network.clawnet.core.tree.node;

import org.jspecify.annotations.NullMarked;
