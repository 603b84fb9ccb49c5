/**
 * Owns the files of snapshots: the copies that this node offers, what it takes from others, and how
 * a ledger that was taken replaces the own one. Must not know peers, proofs or the API. Rules:
 * docs/operations.md, section on joining.
 */
@NullMarked
package network.clawnet.daemon.join;

import org.jspecify.annotations.NullMarked;
