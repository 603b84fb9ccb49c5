/**
 * Owns the full-text index of listings: which listings have changed, the files in {@code
 * data/search}, and the answers to questions. Must not know HTTP or consensus, and nothing in the
 * ledger waits for it: whatever happens to the index, it is made again from the ledger. What is
 * found and in which order is specified in docs/api.md, "Search".
 */
@NullMarked
package network.clawnet.daemon.search;

import org.jspecify.annotations.NullMarked;
