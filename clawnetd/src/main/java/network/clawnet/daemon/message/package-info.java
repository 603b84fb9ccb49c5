/**
 * The messages of this node's accounts: its post office, who may write to whom by the ledger, and
 * the words that let accounts live here. Knows no HTTP. Rules: docs/protocol/delivery.md.
 */
@NullMarked
package network.clawnet.daemon.message;

import org.jspecify.annotations.NullMarked;
