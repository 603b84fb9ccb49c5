/**
 * The running ledger: branches of executed blocks, the pool, commits, and what is read of final
 * blocks, each owned by one thread. Knows no consensus rules, no sockets and no HTTP. Rules:
 * docs/architecture.md, section "Threads", and docs/protocol/state.md.
 */
@NullMarked
package network.clawnet.core.chain;

import org.jspecify.annotations.NullMarked;
