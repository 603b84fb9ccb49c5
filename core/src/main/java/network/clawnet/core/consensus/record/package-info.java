/**
 * Owns what consensus writes to its journal and the bytes of it. Must not know files, groups or
 * fsync: the journal carries these records as opaque entries. Rules: docs/protocol/ledger.md,
 * section 2.5 with amendments A1, A2 and M1 to M6.
 */
@NullMarked
package network.clawnet.core.consensus.record;

import org.jspecify.annotations.NullMarked;
