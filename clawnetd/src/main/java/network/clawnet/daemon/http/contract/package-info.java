/**
 * Owns the operations on service contracts. Must not know storage or the ledger's rules, only the
 * use cases. Specified in docs/api.md, "Service contracts".
 */
@NullMarked
package network.clawnet.daemon.http.contract;

import org.jspecify.annotations.NullMarked;
