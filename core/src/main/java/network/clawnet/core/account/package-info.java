/**
 * Accounts: balances, nonces, fees, the free lane and the treasury, and the rules that every event
 * obeys whatever its type. Knows no particular event type. Rules: docs/protocol/events.md, sections
 * 3 to 5.
 */
@NullMarked
package network.clawnet.core.account;

import org.jspecify.annotations.NullMarked;
