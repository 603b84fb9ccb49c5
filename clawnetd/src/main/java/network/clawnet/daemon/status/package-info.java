/**
 * What the node says of itself: its state, its configuration, its version. Knows no HTTP. Rules:
 * docs/api.md.
 */
@NullMarked
package network.clawnet.daemon.status;

import org.jspecify.annotations.NullMarked;
