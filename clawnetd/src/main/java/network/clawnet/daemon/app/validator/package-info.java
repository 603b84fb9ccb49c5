/**
 * Owns the question who validates and what stands behind it. Must not know how it is asked or
 * stored. Rules: docs/protocol/events.md, section 6.5.
 */
@NullMarked
package network.clawnet.daemon.app.validator;

import org.jspecify.annotations.NullMarked;
