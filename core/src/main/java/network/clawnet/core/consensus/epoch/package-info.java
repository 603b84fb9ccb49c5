/**
 * Owns the consensus machine: rules R1 to R14 of one epoch and the passage between epochs. Must not
 * know threads, clocks, files, sockets or randomness; they arrive as inputs and leave as effects.
 * Rules: docs/consensus.md.
 */
@NullMarked
package network.clawnet.core.consensus.epoch;

import org.jspecify.annotations.NullMarked;
