/**
 * Owns the one way to a signature (the vote book), the counting of votes and the checking of
 * certificates. Must not know views' timers, blocks or when to vote. Rules: docs/consensus.md.
 */
@NullMarked
package network.clawnet.core.consensus.vote;

import org.jspecify.annotations.NullMarked;
