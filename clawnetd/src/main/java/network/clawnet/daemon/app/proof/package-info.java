/**
 * Owns what an answer says of how it was proved. Must not know who proved it, or what the answer is
 * about. Rules: docs/protocol/light.md.
 */
@NullMarked
package network.clawnet.daemon.app.proof;

import org.jspecify.annotations.NullMarked;
