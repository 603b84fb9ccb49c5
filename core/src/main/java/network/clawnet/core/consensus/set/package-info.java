/**
 * Owns the weighted, ordered validator set of an epoch, its quorums and its leader table. Must not
 * know messages, votes or storage. Rules: docs/consensus.md.
 */
@NullMarked
package network.clawnet.core.consensus.set;

import org.jspecify.annotations.NullMarked;
