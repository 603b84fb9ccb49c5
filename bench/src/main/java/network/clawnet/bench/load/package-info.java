/**
 * Owns what loads a node from outside: accounts that every process of a run knows, events signed by
 * them, cheap HTTP connections, processes and what they use. Must not know what is measured. Rules:
 * docs/performance.md.
 */
@NullMarked
package network.clawnet.bench.load;

import org.jspecify.annotations.NullMarked;
