/**
 * The daemon's assembly: start and stop order, and nothing else. Knows every other package of the
 * daemon and is known by none. Rules: docs/architecture.md.
 */
@NullMarked
package network.clawnet.daemon;

import org.jspecify.annotations.NullMarked;
