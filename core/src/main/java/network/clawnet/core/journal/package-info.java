/**
 * Owns the consensus journal: an append-only log of opaque records in preallocated segments, their
 * layout, repair and replay. Must not know what the records mean, nor any file system or clock.
 * Rules: docs/protocol/journal.md.
 */
@NullMarked
package network.clawnet.core.journal;

import org.jspecify.annotations.NullMarked;
