/**
 * Measures our libp2p beside others, each as processes of its own on loopback, and compares. Knows
 * nothing of how a peer works: it is told what to do by JSON lines. What each figure means:
 * docs/performance.md.
 */
@NullMarked
package network.clawnet.bench.p2p;

import org.jspecify.annotations.NullMarked;
