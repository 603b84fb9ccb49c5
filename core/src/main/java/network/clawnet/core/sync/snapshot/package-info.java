/**
 * Owns joining by a snapshot: the state at the end of an epoch is taken in parts from several
 * peers, each proved alone against the certified root, and becomes a ledger beside the own one.
 * Must not know when a node joins this way, how epochs are certified, or where files lie. Rules:
 * docs/protocol/sync.md, section 8.
 */
@NullMarked
package network.clawnet.core.sync.snapshot;

import org.jspecify.annotations.NullMarked;
