/**
 * Runs the pure consensus core: one thread with one bounded queue, the journal's thread, and the
 * outbox between them. Knows no consensus rule and no ledger rule. Rules: docs/architecture.md,
 * section "Threads"; the contract is that of {@code core.consensus.step}.
 */
@NullMarked
package network.clawnet.core.consensus.driver;

import org.jspecify.annotations.NullMarked;
