/**
 * The node's place among other nodes: starts the peer-to-peer network from the configuration, and
 * lets the operator decide about peers. Knows no route and no ledger. Rules: docs/architecture.md.
 */
@NullMarked
package network.clawnet.daemon.peer;

import org.jspecify.annotations.NullMarked;
