/**
 * Owns block sync as a running component: asks peers, gives their answers to the machine of {@code
 * plan}, and moves ledger and consensus as it says; announces and follows final blocks. Must not
 * know how peers are connected, nor any ledger rule. Rules: docs/protocol/sync.md.
 */
@NullMarked
package network.clawnet.core.sync;

import org.jspecify.annotations.NullMarked;
