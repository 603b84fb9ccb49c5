/**
 * Tells final blocks to engines outside of the node, in order, at least once, each from the height
 * that it holds. It must not know what an engine is, nor ever hold the ledger up. Source:
 * docs/export.md.
 */
@NullMarked
package network.clawnet.daemon.export;

import org.jspecify.annotations.NullMarked;
