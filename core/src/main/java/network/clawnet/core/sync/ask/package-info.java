/**
 * Owns how a question travels: one stream, the question, the whole answer within its bound, or
 * none. Must not know what is asked, of whom, or what is believed. Rules: docs/protocol/sync.md,
 * section 1.
 */
@NullMarked
package network.clawnet.core.sync.ask;

import org.jspecify.annotations.NullMarked;
