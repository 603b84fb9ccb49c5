/**
 * Joins the node's ledger with what brings blocks and events from other nodes, and tells the
 * operator of it. Must not know how peers are found nor any ledger rule. Rules:
 * docs/protocol/sync.md.
 */
@NullMarked
package network.clawnet.daemon.sync;

import org.jspecify.annotations.NullMarked;
