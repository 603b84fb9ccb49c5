/**
 * Answers questions about the ledger: final state, the pool above it, and lists derived from final
 * blocks. Knows no HTTP and changes nothing. Rules: docs/api.md.
 */
@NullMarked
package network.clawnet.daemon.query;

import org.jspecify.annotations.NullMarked;
