/**
 * Measures a node from outside: prepares its database, loads it from another process, prints one
 * table. Nothing of the node knows it. What each figure means: docs/performance.md.
 */
@NullMarked
package network.clawnet.bench;

import org.jspecify.annotations.NullMarked;
