/**
 * The node's own database: what this node knows and no other, precious and backed up. Knows
 * families and codecs, not what they are used for. Rules: docs/operations.md.
 */
@NullMarked
package network.clawnet.daemon.store;

import org.jspecify.annotations.NullMarked;
