/**
 * The signed envelope of every ledger event and the port through which rules are plugged in. Knows
 * no particular event type. Rules: docs/protocol/events.md.
 */
@NullMarked
package network.clawnet.core.event;

import org.jspecify.annotations.NullMarked;
