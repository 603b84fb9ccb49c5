/**
 * Measures networks of several validators on this machine, ours and CometBFT's, from outside, and
 * prints one table. Must not know how a node works: it speaks HTTP and looks at processes. What
 * each figure means: docs/performance.md.
 */
@NullMarked
package network.clawnet.bench.cluster;

import org.jspecify.annotations.NullMarked;
