/**
 * Owns the operations on arbiters, reviews and reputation. Must not know storage or the ledger's
 * rules, only the use cases. Specified in docs/api.md, "Markets".
 */
@NullMarked
package network.clawnet.daemon.http.standing;

import org.jspecify.annotations.NullMarked;
