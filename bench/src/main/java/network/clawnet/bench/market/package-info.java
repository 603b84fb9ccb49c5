/**
 * Owns listings without end that read like listings, and ledgers full of them. Must not know how a
 * node searches. What the figures mean is specified in docs/performance.md.
 */
@NullMarked
package network.clawnet.bench.market;

import org.jspecify.annotations.NullMarked;
