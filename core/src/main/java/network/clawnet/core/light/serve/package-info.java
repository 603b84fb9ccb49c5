/**
 * Owns what a full node gives to light nodes: proofs of its state and its blocks, and a door for
 * their events. Must not know what the asker does with them. Rules: docs/protocol/light.md.
 */
@NullMarked
package network.clawnet.core.light.serve;

import org.jspecify.annotations.NullMarked;
