/**
 * Calls of leased capabilities: what the renter's node asks and has signed, what the provider's
 * node has served and may bring to the ledger, and the way to the provider's program. Knows no
 * routes; of the ledger only leases. Rules: docs/protocol/delivery.md, section 6.
 */
@NullMarked
package network.clawnet.daemon.call;

import org.jspecify.annotations.NullMarked;
