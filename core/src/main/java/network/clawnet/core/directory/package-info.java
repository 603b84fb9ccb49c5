/**
 * Identity documents and capability credentials on the ledger. Knows no storage, network or clock
 * but the block's. Rules: docs/protocol/events.md, section 6.4.
 */
@NullMarked
package network.clawnet.core.directory;

import org.jspecify.annotations.NullMarked;
