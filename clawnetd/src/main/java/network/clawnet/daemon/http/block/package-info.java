/**
 * Routes about the ledger: blocks, supply, genesis, verification. Each class is one operation.
 * Knows use cases and JSON only. Rules: docs/api.md.
 */
@NullMarked
package network.clawnet.daemon.http.block;

import org.jspecify.annotations.NullMarked;
