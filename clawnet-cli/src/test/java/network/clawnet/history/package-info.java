/**
 * Owns what clients of a network under faults were told, and decides whether a ledger of accounts
 * that is written in one order can have told it. Pure: must not know processes, sockets or clocks.
 * Rules: docs/chaos.md.
 */
@NullMarked
package network.clawnet.history;

import org.jspecify.annotations.NullMarked;
