/**
 * Owns the reading of final blocks as a feed and who waits for the next one. Must not know HTTP; it
 * keeps nothing, since what a reader has not seen yet is on the ledger. Specified in docs/api.md,
 * "Events".
 */
@NullMarked
package network.clawnet.daemon.feed;

import org.jspecify.annotations.NullMarked;
