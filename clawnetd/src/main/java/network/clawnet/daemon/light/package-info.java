/**
 * Owns a node's use cases where it keeps no ledger: reads that others prove, own events that are
 * followed until they are proved final. Must not know streams, HTTP or how a proof is checked.
 * Rules: docs/protocol/light.md.
 */
@NullMarked
package network.clawnet.daemon.light;

import org.jspecify.annotations.NullMarked;
