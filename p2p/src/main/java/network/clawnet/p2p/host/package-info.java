/**
 * The host: brings transport, identify, guard, dial, book and the protocols together, and is the
 * network that the node sees. Knows no byte on the wire and no ledger. Rules: docs/architecture.md.
 */
@NullMarked
package network.clawnet.p2p.host;

import org.jspecify.annotations.NullMarked;
