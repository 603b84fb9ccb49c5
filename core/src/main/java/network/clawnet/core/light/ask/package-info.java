/**
 * Owns how a light node asks: which full nodes, in which order, what it does with those that lie or
 * stay silent, and how it follows the newest certified header. Must not know what a proved value
 * means. Rules: docs/protocol/light.md.
 */
@NullMarked
package network.clawnet.core.light.ask;

import org.jspecify.annotations.NullMarked;
