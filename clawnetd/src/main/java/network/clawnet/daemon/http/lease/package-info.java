/**
 * Owns the operations on leases of capabilities. Must not know storage or the ledger's rules, only
 * the use cases. Specified in docs/api.md, "Markets".
 */
@NullMarked
package network.clawnet.daemon.http.lease;

import org.jspecify.annotations.NullMarked;
