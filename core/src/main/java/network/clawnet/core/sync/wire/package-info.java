/**
 * Owns the forms in which full nodes ask each other for statuses, epochs and blocks, and answer.
 * Must not know who asks whom, nor what is believed. Rules: docs/protocol/sync.md.
 */
@NullMarked
package network.clawnet.core.sync.wire;

import org.jspecify.annotations.NullMarked;
