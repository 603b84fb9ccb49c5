/**
 * What the ledger database keeps of final blocks: rows, their codecs, and reading them. Knows no
 * pool, no consensus and no threads. Rules: docs/protocol/state.md.
 */
@NullMarked
package network.clawnet.core.chain.rows;

import org.jspecify.annotations.NullMarked;
