/**
 * Private messages between DIDs: their sealed form, where a DID lives, the frames in which they
 * travel, and the two machines that make each arrive once and in order. Knows no ledger, thread,
 * clock, disk or network. Rules: docs/protocol/delivery.md.
 */
@NullMarked
package network.clawnet.core.message;

import org.jspecify.annotations.NullMarked;
