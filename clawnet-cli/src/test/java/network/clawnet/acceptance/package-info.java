/**
 * Owns what an operator and an agent would see: the packaged programs, run as processes. Must not
 * know how the node works inside, except for the journal's bytes and signed events. The rules are
 * those of docs/cli.md, docs/api.md and docs/protocol.
 */
@NullMarked
package network.clawnet.acceptance;

import org.jspecify.annotations.NullMarked;
