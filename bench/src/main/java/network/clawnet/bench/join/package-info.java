/**
 * Owns {@code bin/bench join}: how long a node takes to join a long ledger, by blocks and by a
 * snapshot, among honest peers and with a liar. Must not know how a node is configured or started.
 * What the figures mean: docs/performance.md.
 */
@NullMarked
package network.clawnet.bench.join;

import org.jspecify.annotations.NullMarked;
