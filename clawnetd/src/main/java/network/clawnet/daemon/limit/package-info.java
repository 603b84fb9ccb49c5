/**
 * Decides how much may leave an account, and on whose word. Knows types and amounts, not keys, HTTP
 * or the ledger's state. Rules: docs/architecture.md, section "Keys and limits".
 */
@NullMarked
package network.clawnet.daemon.limit;

import org.jspecify.annotations.NullMarked;
