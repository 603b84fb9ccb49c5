/**
 * Events that wait for a block, tried out in order on a speculative state, so that a submitter
 * learns at once what the ledger will say. Knows no threads, signatures or storage. Rules:
 * docs/protocol/events.md, section 4.
 */
@NullMarked
package network.clawnet.core.pool;

import org.jspecify.annotations.NullMarked;
