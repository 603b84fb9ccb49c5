/**
 * Payment from one account to another: the smallest full example of an event with its rules. Knows
 * no storage, network or clock. Rules: docs/protocol/events.md, section 6.2.
 */
@NullMarked
package network.clawnet.wallet.transfer;

import org.jspecify.annotations.NullMarked;
