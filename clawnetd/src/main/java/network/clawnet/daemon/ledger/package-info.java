/**
 * The replicated part of a full node: its files, the journal, the ledger and consensus, and the
 * order in which they start and stop. Must not know HTTP, accounts or who called. Rules:
 * docs/architecture.md, docs/operations.md.
 */
@NullMarked
package network.clawnet.daemon.ledger;

import org.jspecify.annotations.NullMarked;
