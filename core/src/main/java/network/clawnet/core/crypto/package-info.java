/**
 * Hashes, Ed25519 under the one signature rule, authenticated encryption and key derivation. Knows
 * no ledger object. Rules: docs/protocol/encoding.md.
 */
@NullMarked
package network.clawnet.core.crypto;

import org.jspecify.annotations.NullMarked;
