/**
 * Owns the weighted, ordered validator set of an epoch, its quorums and its leader table. Must not
 * know messages, votes or storage. Rules: docs/protocol/ledger.md, sections 2.1 and 2.6.
 */
@NullMarked
package network.clawnet.core.consensus.set;

import org.jspecify.annotations.NullMarked;
