/**
 * The ledger above and below the head: branches of executed blocks, the pool on the preferred tip,
 * and what became of events that left it. Knows no threads, no consensus messages and no disk but
 * through the reader of final rows; all of it belongs to the ledger thread. Rules:
 * docs/architecture.md, section "Threads", and docs/protocol/state.md.
 */
@NullMarked
package network.clawnet.core.chain.branch;

import org.jspecify.annotations.NullMarked;
