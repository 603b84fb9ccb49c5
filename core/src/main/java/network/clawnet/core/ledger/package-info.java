/**
 * Executes blocks: due entries, events, fees, epochs, receipts. Pure and deterministic; knows no
 * threads, files or clocks. Rules: docs/protocol/events.md and docs/consensus.md.
 */
@NullMarked
package network.clawnet.core.ledger;

import org.jspecify.annotations.NullMarked;
