/**
 * Owns the decisions of block sync as a pure machine: what to ask of whom, what to believe, when to
 * hold consensus still. Must not know streams, threads or clocks. Rules: docs/protocol/sync.md.
 */
@NullMarked
package network.clawnet.core.sync.plan;

import org.jspecify.annotations.NullMarked;
