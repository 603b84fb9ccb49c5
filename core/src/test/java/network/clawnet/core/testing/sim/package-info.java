/**
 * Owns the seeded simulator: nodes, network, disks, clocks and Byzantine actors in one thread and
 * virtual time, with the invariants checked after each event. Must not know how the consensus core
 * works inside. Rules: docs/simulator.md.
 */
@NullMarked
package network.clawnet.core.testing.sim;

import org.jspecify.annotations.NullMarked;
