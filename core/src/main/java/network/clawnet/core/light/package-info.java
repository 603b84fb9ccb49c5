/**
 * Owns what a node without a ledger believes: which headers are certified, and what a state or a
 * block under such a header holds, each proved by what a full node gave. Must not know streams,
 * threads or which peer said what. Rules: docs/protocol/light.md.
 */
@NullMarked
package network.clawnet.core.light;

import org.jspecify.annotations.NullMarked;
