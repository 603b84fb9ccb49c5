/**
 * Owns the adapter that keeps journal segments in a directory. Must not know the layout of a
 * segment. Rules: docs/protocol/journal.md, section 5.
 */
@NullMarked
package network.clawnet.core.journal.file;

import org.jspecify.annotations.NullMarked;
