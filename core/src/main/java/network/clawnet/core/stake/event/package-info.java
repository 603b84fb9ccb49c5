/**
 * Owns the events by which validators register, stake, leave and are reported. Must not know
 * storage, sets of an epoch or how votes are counted. Rules: docs/protocol/events.md, section 6.5.
 */
@NullMarked
package network.clawnet.core.stake.event;

import org.jspecify.annotations.NullMarked;
