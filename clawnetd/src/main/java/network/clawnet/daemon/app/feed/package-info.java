/**
 * Owns the question what has become final since a place on the ledger. Must not know how it is
 * asked or stored. Specified in docs/api.md, "Events".
 */
@NullMarked
package network.clawnet.daemon.app.feed;

import org.jspecify.annotations.NullMarked;
