/**
 * Self-certifying names of accounts: DIDs and addresses. Knows keys and texts, not the ledger.
 * Rules: docs/protocol/encoding.md, section 4.
 */
@NullMarked
package network.clawnet.core.identity;

import org.jspecify.annotations.NullMarked;
