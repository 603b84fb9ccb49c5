/**
 * Owns a disk that loses power. Must not know what a segment means. Rules:
 * docs/protocol/journal.md, section 5.
 */
@NullMarked
package network.clawnet.core.testing.disk;

import org.jspecify.annotations.NullMarked;
