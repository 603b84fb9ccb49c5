/**
 * Owns the operations on tasks' bids and on orders. Must not know storage or the ledger's rules,
 * only the use cases. Specified in docs/api.md, "Markets".
 */
@NullMarked
package network.clawnet.daemon.http.order;

import org.jspecify.annotations.NullMarked;
