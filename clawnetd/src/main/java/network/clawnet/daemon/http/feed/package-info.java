/**
 * Owns how the feed of final events travels: an answer that may wait, and a WebSocket. Must not
 * know the ledger, only the use case. Specified in docs/api.md, "Events".
 */
@NullMarked
package network.clawnet.daemon.http.feed;

import org.jspecify.annotations.NullMarked;
