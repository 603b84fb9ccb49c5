/**
 * Owns how events travel between nodes before they are in a block: gossip in batches, what is let
 * in from whom, repetition, and the exchange between validators. Must not know what an event means
 * nor how blocks are made. Rules: docs/protocol/sync.md, section on events.
 */
@NullMarked
package network.clawnet.core.relay;

import org.jspecify.annotations.NullMarked;
