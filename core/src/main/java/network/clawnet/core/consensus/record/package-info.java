/**
 * Owns what consensus writes to its journal and the bytes of it. Must not know files, groups or
 * fsync: the journal carries these records as opaque entries. Rules: docs/consensus.md.
 */
@NullMarked
package network.clawnet.core.consensus.record;

import org.jspecify.annotations.NullMarked;
