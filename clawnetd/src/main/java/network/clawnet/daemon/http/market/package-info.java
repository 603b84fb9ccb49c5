/**
 * Owns the operations on listings and what the other rooms of the markets share. Must not know
 * storage or the ledger's rules, only the use cases. Specified in docs/api.md, "Markets".
 */
@NullMarked
package network.clawnet.daemon.http.market;

import org.jspecify.annotations.NullMarked;
