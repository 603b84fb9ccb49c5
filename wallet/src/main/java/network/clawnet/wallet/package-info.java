/**
 * Assembly of the wallet's rules. Knows every wallet package; none of them knows it. Rules:
 * docs/protocol/events.md.
 */
@NullMarked
package network.clawnet.wallet;

import org.jspecify.annotations.NullMarked;
